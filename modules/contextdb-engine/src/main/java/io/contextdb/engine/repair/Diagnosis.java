package io.contextdb.engine.repair;

import io.contextdb.api.RepairReport;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.archive.FileSource;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is damaged, and what can be recovered with what is there and what a source has. Nothing is changed.
 * {@link DamageList} puts it into words.
 */
final class Diagnosis {
    private final Inventory inventory;
    private final Optional<Source> source;

    /** The snapshots there would be with the documents that the source has in the place of damaged ones. */
    private final SortedMap<Long, FileSource.Found> snapshots;

    /** Those of them whose documents come from the source. */
    private final SortedMap<Long, FileSource.Found> fetched = new TreeMap<>();

    private final Map<String, DataFile> damagedFiles = new LinkedHashMap<>();
    private final Set<String> replaceable = new HashSet<>();

    /** The files of the log that can be made anew from each other, and with the log of the source. */
    private final Set<Path> mendableAlone;

    private final Set<Path> mendable;

    /** The snapshots that opening the database would take as they are now. */
    private final Set<Long> opening;

    private final StageCheck stages;

    /** The source's log, which is to take the place of the one here, and the files of bulk loads that it names. */
    private Optional<CopiedLog> copied = Optional.empty();

    Diagnosis(Inventory inventory, Optional<Source> source) {
        this.inventory = inventory;
        this.source = source;
        snapshots = new TreeMap<>(inventory.snapshots());
        mendableAlone = Set.copyOf(inventory.log().mendable(Optional.empty()));
        Optional<LogInspection> copy = source.flatMap(Source::log);
        mendable = copy.isEmpty() ? mendableAlone : Set.copyOf(inventory.log().mendable(copy));
        opening = inventory.opening();
        stages = inventory.stages();
        source.ifPresent(this::fetchDocuments);
        findDamagedFiles();
        if (!leadsToNewest() && source.isPresent()) {
            fetchNewest(source.get());
        }
        if (!leadsToNewest()) {
            copied = copy.flatMap(log -> CopiedLog.of(this, log));
        }
    }

    /** Documents in the place of damaged ones. */
    private void fetchDocuments(Source from) {
        for (long id : inventory.damagedDocuments().keySet()) {
            from.files()
                    .snapshot(id)
                    .filter(found -> Source.wasMadeIn(inventory, found))
                    .ifPresent(found -> fetched.put(id, found));
        }
        snapshots.putAll(fetched);
    }

    /**
     * Where nothing here leads to the newest state, the newest snapshot of the source from which the log does, with all
     * its files.
     */
    private void fetchNewest(Source from) {
        for (long id : from.files().snapshots().reversed()) {
            Optional<FileSource.Found> found = snapshots.containsKey(id)
                    ? Optional.empty()
                    : from.files()
                            .snapshot(id)
                            .filter(candidate -> leads(index(candidate)))
                            .filter(candidate -> isComplete(candidate, from))
                            .filter(candidate -> Source.wasMadeIn(inventory, candidate));
            if (found.isPresent()) {
                fetched.put(id, found.get());
                snapshots.put(id, found.get());
                findDamagedFiles();
                return;
            }
        }
    }

    private boolean isComplete(FileSource.Found snapshot, Source from) {
        return snapshot.manifest().files().stream()
                .allMatch(file -> file.derived()
                        || from.files().has(file)
                        || inventory.problem(file).isEmpty());
    }

    private void findDamagedFiles() {
        for (FileSource.Found snapshot : snapshots.values()) {
            for (DataFile file : snapshot.manifest().files()) {
                if (!damagedFiles.containsKey(file.path())
                        && inventory.problem(file).isPresent()) {
                    damagedFiles.put(file.path(), file);
                    if (source.isPresent() && source.get().files().has(file)) {
                        replaceable.add(file.path());
                    }
                }
            }
        }
    }

    static long index(FileSource.Found snapshot) {
        return snapshot.manifest().record().position().index();
    }

    Inventory inventory() {
        return inventory;
    }

    /** The source in words; empty without one. */
    Optional<String> sourceName() {
        return source.map(Source::files).map(Object::toString);
    }

    // --- what is damaged

    /** The snapshots there would be with what the source has. */
    SortedMap<Long, FileSource.Found> snapshots() {
        return snapshots;
    }

    /**
     * Documents that the source has, in the place of damaged ones or because nothing else leads to the newest state.
     */
    SortedMap<Long, FileSource.Found> documentsToFetch() {
        return fetched;
    }

    /** The data files that are damaged, each once. */
    List<DataFile> damagedFiles() {
        return List.copyOf(damagedFiles.values());
    }

    /** Those of them that the source may have. */
    List<DataFile> filesToFetch() {
        return damagedFiles.values().stream().filter(this::isReplaceable).toList();
    }

    /** Whether the source may have a data file. */
    boolean isReplaceable(DataFile file) {
        return replaceable.contains(file.path());
    }

    /** Whether a file of the log can be made anew from the rest of the log. */
    boolean isMendableAlone(Path file) {
        return mendableAlone.contains(file);
    }

    /** Whether a file of the log can be made anew. */
    boolean isMendable(Path file) {
        return copied.isPresent() || mendable.contains(file);
    }

    /** The source's log, when it takes the place of the one here: nothing else gives the newest state. */
    Optional<CopiedLog> copied() {
        return copied;
    }

    /** The files of bulk loads that the log names. */
    StageCheck stages() {
        return stages;
    }

    // --- what can be recovered

    /** The snapshots whose documents are sound. */
    List<RepairReport.SnapshotState> states() {
        return inventory.snapshots().entrySet().stream()
                .map(entry -> new RepairReport.SnapshotState(
                        entry.getKey(),
                        index(entry.getValue()),
                        isSound(entry.getValue()),
                        isSound(entry.getValue()) && leads(index(entry.getValue()))))
                .toList();
    }

    /** Whether all files of a snapshot are sound, but for those that can be built anew. */
    boolean isSound(FileSource.Found snapshot) {
        return isSound(snapshot, Set.of());
    }

    private boolean isSound(FileSource.Found snapshot, Set<String> except) {
        return snapshot.manifest().files().stream()
                .allMatch(file ->
                        file.derived() || except.contains(file.path()) || !damagedFiles.containsKey(file.path()));
    }

    /** The snapshots that are sound once what can be replaced is, by ascending id. */
    private SortedMap<Long, FileSource.Found> soundOnceReplaced() {
        SortedMap<Long, FileSource.Found> sound = new TreeMap<>(snapshots);
        sound.values().removeIf(snapshot -> !isSound(snapshot, replaceable));
        return sound;
    }

    /** Whether a snapshot is sound once what can be replaced is. */
    boolean isSoundOnceReplaced(FileSource.Found snapshot) {
        return isSound(snapshot, replaceable);
    }

    /** The last commit in a snapshot that is sound once what can be replaced is; 0 for none. */
    long lastSoundIndex() {
        return soundOnceReplaced().values().stream()
                .mapToLong(Diagnosis::index)
                .max()
                .orElse(0);
    }

    /** The newest snapshot that, with the log behind it, gives the newest state; once what can be replaced is. */
    Optional<Long> newestCurrent() {
        return soundOnceReplaced().entrySet().stream()
                .filter(entry -> leads(index(entry.getValue())))
                .map(Map.Entry::getKey)
                .reduce((first, second) -> second);
    }

    /**
     * Whether the log leads from a commit to the last, with the files of all bulk loads on the way, once what can be
     * mended of it is.
     */
    private boolean leads(long from) {
        if (copied.isPresent()) {
            return copied.get().leads(from);
        }
        LogInspection log = inventory.log();
        if (log.isEmpty() && inventory.begins()) {
            return from >= lastIndex();
        }
        boolean reached = log.lastIndex() >= lastIndex();
        boolean mended =
                !log.damages().isEmpty() && log.damages().stream().allMatch(damage -> isMendable(damage.file()));
        boolean known = log.endKnown() && reached && log.reach(from) >= lastIndex();
        boolean whole = (mended || reached && log.damages().isEmpty()) && log.firstIndex() <= from + 1;
        return (known || whole) && stages.lost(from).isEmpty();
    }

    /**
     * The newest snapshot, when the log has nothing behind it that can be read, and does not lead there: then a new log
     * can begin behind it.
     */
    Optional<Long> beginsLog() {
        return leadsToNewest() || inventory.database().equals(DatabaseId.NONE)
                ? Optional.empty()
                : soundOnceReplaced().entrySet().stream()
                        .filter(entry -> index(entry.getValue()) == lastIndex())
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    /** The newest snapshot, when the log ends before it. */
    Optional<Long> endsBefore() {
        return inventory.log().isEmpty()
                        || snapshots.isEmpty()
                        || inventory.log().lastIndex() >= lastIndex()
                ? Optional.empty()
                : Optional.of(snapshots.lastKey());
    }

    /** Whether it is known that no commit was behind the last of which there is a trace. */
    boolean endKnown() {
        return inventory.log().endKnown()
                && (inventory.log().isEmpty() || inventory.log().lastIndex() >= lastIndex());
    }

    /**
     * Whether opening the database comes to the newest state; once what can be replaced is, and a snapshot that stands
     * in the way is put aside.
     */
    boolean leadsToNewest() {
        boolean begins = inventory
                .format()
                .flatMap(format -> format.logBegin().stream().boxed().findFirst())
                .map(index -> index == 0)
                .orElse(true);
        return newestCurrent().isPresent() || snapshots.isEmpty() && begins && leads(0);
    }

    /** Whether opening the database goes on from a snapshot, because it can open none of the newer ones. */
    boolean opensBefore(long current) {
        return inventory.snapshots().tailMap(current + 1).keySet().stream().noneMatch(opening::contains);
    }

    /**
     * The snapshots whose documents are in the way of opening, or of no use to it: the newest state is there without
     * them. Newest first.
     */
    List<Long> passedOver() {
        if (!leadsToNewest()) {
            return List.of();
        }
        SortedSet<Long> found = new TreeSet<>(inventory.damagedDocuments().keySet());
        found.removeAll(fetched.keySet());
        newestCurrent()
                .filter(this::opensBefore)
                .ifPresent(current ->
                        found.addAll(inventory.snapshots().tailMap(current + 1).keySet()));
        return List.copyOf(found.reversed());
    }

    /** The last commit of which there is a trace. */
    long lastIndex() {
        return Math.max(
                inventory.log().lastIndex(),
                snapshots.values().stream().mapToLong(Diagnosis::index).max().orElse(0));
    }
}
