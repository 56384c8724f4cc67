package io.contextdb.engine.repair;

import io.contextdb.api.DamagedFile;
import io.contextdb.api.DamagedFile.Remedy;
import io.contextdb.api.RepairReport;
import io.contextdb.api.Snapshot;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.archive.FileSource;
import io.contextdb.engine.open.DatabaseDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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

/** What is damaged, and what can be done about it with what is there and what a source has. Nothing is changed. */
final class Diagnosis {
    private final Inventory inventory;
    private final Optional<Source> source;

    /** The snapshots there would be with the documents that the source has in the place of damaged ones. */
    private final SortedMap<Long, FileSource.Found> snapshots;

    /** Those of them whose documents come from the source. */
    private final SortedMap<Long, FileSource.Found> fetched = new TreeMap<>();

    private final Map<String, DataFile> damagedFiles = new LinkedHashMap<>();
    private final Set<String> replaceable = new HashSet<>();
    private final Set<Path> mendable;

    /** The snapshots that opening the database would take as they are now. */
    private final Set<Long> opening;

    private final StageCheck stages;
    private final List<DamagedFile> damages = new ArrayList<>();

    Diagnosis(Inventory inventory, Optional<Source> source) {
        this.inventory = inventory;
        this.source = source;
        snapshots = new TreeMap<>(inventory.snapshots());
        mendable = Set.copyOf(inventory.log().mendable(source.flatMap(Source::log)));
        opening = inventory.opening();
        stages = inventory.stages();
        source.ifPresent(this::fetchDocuments);
        findDamagedFiles();
        if (!leadsToNewest() && source.isPresent()) {
            fetchNewest(source.get());
        }
        listFormat();
        listDocuments();
        damagedFiles.values().forEach(this::list);
        inventory.log().damages().forEach(this::list);
        if (!leadsToNewest()) {
            listWhatOpeningNeeds();
        }
    }

    /** Documents in the place of damaged ones. */
    private void fetchDocuments(Source from) {
        for (long id : inventory.damagedDocuments().keySet()) {
            from.files().snapshot(id).filter(this::madeHere).ifPresent(found -> fetched.put(id, found));
        }
        snapshots.putAll(fetched);
    }

    /** Where nothing here leads to the newest state, the newest snapshot of the source from which the log does, with all its files. */
    private void fetchNewest(Source from) {
        for (long id : from.files().snapshots().reversed()) {
            Optional<FileSource.Found> found = snapshots.containsKey(id)
                    ? Optional.empty()
                    : from.files()
                            .snapshot(id)
                            .filter(candidate -> leads(index(candidate), lastIndex()))
                            .filter(candidate -> isComplete(candidate, from))
                            .filter(this::madeHere);
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

    /**
     * Whether a snapshot of the source was made in this directory too, and not in a copy that went another way: the log has the command it was made by, of
     * the same time, and a file that was written for it is here, byte for byte. Where the log begins later, all its files that are here have to be the
     * same. One of which no file is here cannot be told, and is not taken.
     */
    private boolean madeHere(FileSource.Found found) {
        Snapshot snapshot = found.manifest().record().snapshot();
        List<DataFile> here = found.manifest().files().stream()
                .filter(file -> file.writtenFor() == snapshot.id()
                        && inventory.files().exists(inventory.directory().resolve(file.path())))
                .toList();
        Optional<Instant> logged = LoggedCommits.time(inventory.log(), index(found));
        if (logged.isPresent()) {
            return logged.get().equals(snapshot.timestamp())
                    && (here.isEmpty()
                            || here.stream()
                                    .anyMatch(file -> inventory.problem(file).isEmpty()));
        }
        return !here.isEmpty()
                && here.stream().allMatch(file -> inventory.problem(file).isEmpty());
    }

    private static long index(FileSource.Found snapshot) {
        return snapshot.manifest().record().position().index();
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

    private void listFormat() {
        inventory.formatProblem().ifPresent(problem -> {
            boolean known = !inventory.database().equals(DatabaseId.NONE)
                    && !inventory.log().isEmpty();
            add(
                    Inventory.formatPath(),
                    0,
                    problem,
                    known ? Remedy.REWRITE : Remedy.SALVAGE,
                    known
                            ? "written anew: snapshots and log say that it is the database " + inventory.database()
                            : "put a copy of this file back, or use --salvage");
        });
    }

    private void listDocuments() {
        for (Map.Entry<Long, String> damaged : inventory.damagedDocuments().entrySet()) {
            String path = SnapshotDocuments.path(damaged.getKey());
            if (fetched.containsKey(damaged.getKey())) {
                add(path, 0, damaged.getValue(), Remedy.REPLACE, "replaced by the one in " + sourceName());
            } else if (leadsToNewest()) {
                add(path, 0, damaged.getValue(), Remedy.PASS_OVER, way() + " the newest state without it");
            } else {
                addUnmended(path, 0, damaged.getValue());
            }
        }
        fetched.keySet().stream()
                .filter(id -> !inventory.damagedDocuments().containsKey(id))
                .forEach(id -> add(
                        SnapshotDocuments.path(id),
                        0,
                        "there is no snapshot that the log goes on from",
                        Remedy.REPLACE,
                        "taken from " + sourceName()));
    }

    private void list(DataFile file) {
        String problem = inventory.problem(file).orElseThrow();
        long offset = inventory.damagedAt(file);
        if (replaceable.contains(file.path())) {
            add(
                    file.path(),
                    offset,
                    problem,
                    Remedy.REPLACE,
                    "replaced by the one in " + sourceName() + ", when that has the right SHA-256");
        } else if (!file.derived()) {
            listNeeded(file, offset, problem);
        } else if (snapshots.lastEntry().getValue().manifest().files().contains(file)) {
            add(
                    file.path(),
                    offset,
                    problem,
                    Remedy.REBUILD,
                    "searches compare every row until it is made anew, which opening the database begins and a snapshot saves; --yes does both");
        }
        // An older snapshot does without: nothing is lost, and nothing is to be done.
    }

    private void listNeeded(DataFile file, long offset, String problem) {
        List<Long> needing = snapshots.entrySet().stream()
                .filter(entry -> entry.getValue().manifest().files().stream()
                        .anyMatch(candidate -> candidate.path().equals(file.path())))
                .map(Map.Entry::getKey)
                .toList();
        Optional<Long> current = newestCurrent();
        if (current.isEmpty()) {
            addUnmended(file.path(), offset, problem);
        } else if (current.get() > needing.getLast()) {
            add(
                    file.path(),
                    offset,
                    problem,
                    Remedy.PASS_OVER,
                    "only older snapshots need it, " + needing
                            + ", which cannot be opened any more; 'contextdb snapshot" + " cleanup' deletes them");
        } else if (opensBefore(current.get())) {
            add(
                    file.path(),
                    offset,
                    problem,
                    Remedy.PASS_OVER,
                    "opening passes over " + needing + ", which cannot be opened without it: " + way()
                            + " the newest state; --yes puts the document aside");
        } else {
            add(
                    file.path(),
                    offset,
                    problem,
                    Remedy.USE_SNAPSHOT,
                    "'--use-snapshot " + current.get() + "' goes on from that snapshot, and the log behind it gives the"
                            + " newest state");
        }
    }

    /** Whether opening the database goes on from a snapshot, because it can open none of the newer ones. */
    private boolean opensBefore(long current) {
        return inventory.snapshots().tailMap(current + 1).keySet().stream().noneMatch(opening::contains);
    }

    /** What leads to the newest state, as the subject of a sentence. */
    private String way() {
        return newestCurrent().map(id -> "snapshot " + id + " and the log give").orElse("the log gives");
    }

    /** What opening misses where no snapshot, and no log from the beginning, leads to the newest state. */
    private void listWhatOpeningNeeds() {
        long base = snapshots.values().stream()
                .filter(found -> isSound(found, replaceable))
                .mapToLong(Diagnosis::index)
                .max()
                .orElse(0);
        stages.lost(base).forEach(this::list);
        if (damages.stream().allMatch(DamagedFile::harmless)) {
            addUnmended(
                    DatabaseDirectory.METADATA,
                    0,
                    "no snapshot is there that the log goes on from: the log begins with commit "
                            + inventory.log().firstIndex()
                            + snapshots.values().stream().mapToLong(Diagnosis::index).max().stream()
                                    .mapToObj(index -> ", and the newest snapshot ends with commit " + index)
                                    .findFirst()
                                    .orElse(""));
        }
    }

    private void list(StageCheck.Checked lost) {
        addUnmended(
                lost.file().path(),
                0,
                lost.problem().orElseThrow() + "; commit " + lost.index() + " loads "
                        + lost.stage().nodes() + " nodes, " + lost.stage().edges() + " edges and "
                        + lost.stage().vectors() + " vectors from it, and no sound snapshot holds them");
    }

    private void list(LogInspection.Damage damage) {
        String path = inventory.directory().relativize(damage.file()).toString();
        if (!mendable.contains(damage.file())) {
            addUnmended(path, damage.offset(), damage.problem());
        } else if (inventory.log().mendable(Optional.empty()).contains(damage.file())) {
            add(
                    path,
                    damage.offset(),
                    damage.problem(),
                    Remedy.REWRITE,
                    "made anew from what the rest of the log says");
        } else {
            add(
                    path,
                    damage.offset(),
                    damage.problem(),
                    Remedy.REPLACE,
                    "what is missing is taken from the log in " + sourceName());
        }
    }

    private void addUnmended(String path, long offset, String problem) {
        add(
                path,
                offset,
                problem,
                Remedy.SALVAGE,
                source.isPresent()
                        ? sourceName() + " does not have it; try another --from, or --salvage"
                        : "try --from with an archive or another directory of this database, or --salvage");
    }

    private void add(String path, long offset, String problem, Remedy remedy, String advice) {
        damages.add(new DamagedFile(path, offset, problem, remedy, advice));
    }

    private String sourceName() {
        return source.map(Source::files).map(Object::toString).orElse("");
    }

    /** The damages. */
    List<DamagedFile> damages() {
        return damages;
    }

    /** Documents that the source has in the place of damaged ones. */
    SortedMap<Long, FileSource.Found> documentsToFetch() {
        return fetched;
    }

    /** Data files that the source may have. */
    List<DataFile> filesToFetch() {
        return damagedFiles.values().stream()
                .filter(file -> replaceable.contains(file.path()))
                .toList();
    }

    /** The snapshots whose documents are sound. */
    List<RepairReport.SnapshotState> states() {
        return inventory.snapshots().entrySet().stream()
                .map(entry -> new RepairReport.SnapshotState(
                        entry.getKey(),
                        index(entry.getValue()),
                        isSound(entry.getValue(), Set.of()),
                        isCurrent(entry.getValue(), Set.of(), lastIndex())))
                .toList();
    }

    /** The newest snapshot that, with the log behind it, gives the newest state; once what can be replaced is. */
    private Optional<Long> newestCurrent() {
        return snapshots.entrySet().stream()
                .filter(entry -> isCurrent(entry.getValue(), replaceable, lastIndex()))
                .map(Map.Entry::getKey)
                .reduce((first, second) -> second);
    }

    /** Whether all files of a snapshot are sound, but for some and those that can be made anew. */
    boolean isSound(FileSource.Found snapshot, Set<String> except) {
        return snapshot.manifest().files().stream()
                .allMatch(file ->
                        file.derived() || except.contains(file.path()) || !damagedFiles.containsKey(file.path()));
    }

    private boolean isCurrent(FileSource.Found snapshot, Set<String> except, long last) {
        return isSound(snapshot, except) && leads(index(snapshot), last);
    }

    /** Whether the log leads from a command to the last, with the files of all bulk loads on the way, once what can be mended of it is. */
    private boolean leads(long from, long last) {
        LogInspection log = inventory.log();
        boolean mended = log.damages().stream().allMatch(damage -> mendable.contains(damage.file()));
        return (log.endKnown() && log.reach(from) >= last || mended && log.firstIndex() <= from + 1)
                && stages.lost(from).isEmpty();
    }

    /** Whether opening the database comes to the newest state; once what can be replaced is, and a snapshot that stands in the way is put aside. */
    private boolean leadsToNewest() {
        boolean begins = inventory
                .format()
                .flatMap(format -> format.logBegin().stream().boxed().findFirst())
                .map(index -> index == 0)
                .orElse(true);
        return newestCurrent().isPresent() || snapshots.isEmpty() && begins && leads(0, lastIndex());
    }

    /** The snapshots whose documents are in the way of opening, or of no use to it: the newest state is there without them. Newest first. */
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

    /** The files of bulk loads that the log names. */
    StageCheck stages() {
        return stages;
    }

    /** The last command of which there is a trace. */
    long lastIndex() {
        return Math.max(
                inventory.log().lastIndex(),
                snapshots.values().stream().mapToLong(Diagnosis::index).max().orElse(0));
    }
}
