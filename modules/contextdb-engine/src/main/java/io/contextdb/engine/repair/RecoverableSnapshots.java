package io.contextdb.engine.repair;

import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.archive.FileSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * The snapshots there would be with the documents that a source has in the place of damaged ones, and which of their
 * files are damaged.
 */
final class RecoverableSnapshots {
    private final Inventory inventory;
    private final Optional<Source> source;
    private final SortedMap<Long, FileSource.Found> all;

    /** Those whose documents come from the source. */
    private final SortedMap<Long, FileSource.Found> fetched = new TreeMap<>();

    private final Map<String, DataFile> damagedFiles = new LinkedHashMap<>();
    private final Set<String> replaceable = new HashSet<>();

    RecoverableSnapshots(Inventory inventory, Optional<Source> source) {
        this.inventory = inventory;
        this.source = source;
        all = new TreeMap<>(inventory.snapshots());
        source.ifPresent(this::fetchDocuments);
        findDamagedFiles();
    }

    /** Documents in the place of damaged ones. */
    private void fetchDocuments(Source from) {
        for (long id : inventory.damagedDocuments().keySet()) {
            from.files()
                    .snapshot(id)
                    .filter(found -> Source.wasMadeIn(inventory, found))
                    .ifPresent(found -> fetched.put(id, found));
        }
        all.putAll(fetched);
    }

    /**
     * Adds the newest snapshot of the source that is not here, with all its files.
     *
     * @param leads whether the log leads from a commit to the newest state
     */
    void addNewest(LongPredicate leads) {
        if (source.isEmpty()) {
            return;
        }
        FileSource files = source.get().files();
        for (long id : files.snapshots().reversed()) {
            Optional<FileSource.Found> found = all.containsKey(id)
                    ? Optional.empty()
                    : files.snapshot(id)
                            .filter(candidate -> leads.test(candidate.commitIndex()))
                            .filter(candidate -> isComplete(candidate, files))
                            .filter(candidate -> Source.wasMadeIn(inventory, candidate));
            if (found.isPresent()) {
                fetched.put(id, found.get());
                all.put(id, found.get());
                findDamagedFiles();
                return;
            }
        }
    }

    private boolean isComplete(FileSource.Found snapshot, FileSource from) {
        return snapshot.manifest().files().stream()
                .allMatch(file -> file.derived()
                        || from.has(file)
                        || inventory.problem(file).isEmpty());
    }

    private void findDamagedFiles() {
        for (FileSource.Found snapshot : all.values()) {
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

    /** All of them, by ascending id. */
    SortedMap<Long, FileSource.Found> all() {
        return all;
    }

    /**
     * Those whose documents the source has, in the place of damaged ones or because nothing else leads to the newest
     * state.
     */
    SortedMap<Long, FileSource.Found> fetched() {
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

    /** Whether all files of a snapshot are sound, but for those that can be built anew. */
    boolean isSound(FileSource.Found snapshot) {
        return isSound(snapshot, Set.of());
    }

    /** Whether a snapshot is sound once what can be replaced is. */
    boolean isSoundOnceReplaced(FileSource.Found snapshot) {
        return isSound(snapshot, replaceable);
    }

    private boolean isSound(FileSource.Found snapshot, Set<String> except) {
        return snapshot.manifest().files().stream()
                .allMatch(file ->
                        file.derived() || except.contains(file.path()) || !damagedFiles.containsKey(file.path()));
    }

    /** The snapshots that are sound once what can be replaced is, by ascending id. */
    SortedMap<Long, FileSource.Found> soundOnceReplaced() {
        SortedMap<Long, FileSource.Found> sound = new TreeMap<>(all);
        sound.values().removeIf(snapshot -> !isSoundOnceReplaced(snapshot));
        return sound;
    }

    /** The last commit in any of them; 0 without one. */
    long lastIndex() {
        return lastIndex(all);
    }

    /** The last commit in one that is sound once what can be replaced is; 0 for none. */
    long lastSoundIndex() {
        return lastIndex(soundOnceReplaced());
    }

    private static long lastIndex(Map<Long, FileSource.Found> snapshots) {
        return snapshots.values().stream()
                .mapToLong(FileSource.Found::commitIndex)
                .max()
                .orElse(0);
    }
}
