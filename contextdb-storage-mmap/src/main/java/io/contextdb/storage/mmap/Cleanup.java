package io.contextdb.storage.mmap;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.snapshot.FileEntry;
import io.contextdb.storage.mmap.snapshot.SnapshotDirectory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes snapshots, then the data files that nothing names any more, those a crash left behind included. The documents
 * go first and for good, so a crash in between leaves files too many and never one too few.
 */
final class Cleanup {
    private final FileSystem files;
    private final Path directory;
    private final SnapshotDirectory snapshots;

    Cleanup(FileSystem files, Path directory, SnapshotDirectory snapshots) {
        this.files = files;
        this.directory = directory;
        this.snapshots = snapshots;
    }

    /**
     * Runs it.
     *
     * @param keep the ids of the snapshots to stay
     * @param inUse the paths of files that stay whatever names them
     */
    CleanupReport run(Set<Long> keep, Set<String> inUse) {
        List<Long> unwanted =
                snapshots.ids().stream().filter(id -> !keep.contains(id)).toList();
        unwanted.forEach(snapshots::delete);
        if (!unwanted.isEmpty()) {
            snapshots.sync();
        }
        Set<String> named = new HashSet<>(inUse);
        for (long id : snapshots.ids()) {
            if (!addPaths(id, named)) {
                return new CleanupReport(unwanted.size(), 0, 0);
            }
        }
        int filesDeleted = 0;
        long bytesFreed = 0;
        for (Path path : unnamed(named)) {
            bytesFreed += files.size(path);
            files.delete(path);
            filesDeleted++;
        }
        return new CleanupReport(unwanted.size(), filesDeleted, bytesFreed);
    }

    /** Adds the files of a snapshot; false when its document is damaged, so that nobody knows which files it needs. */
    private boolean addPaths(long id, Set<String> named) {
        try {
            snapshots.read(id).files().stream().map(FileEntry::path).forEach(named::add);
            return true;
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.CORRUPTION) {
                throw e;
            }
            return false;
        }
    }

    private List<Path> unnamed(Set<String> named) {
        return Arrays.stream(FileKind.values())
                .map(FileKind::directory)
                .distinct()
                .flatMap(folder -> files.list(directory.resolve(folder)).stream()
                        .filter(path -> !named.contains(folder + "/" + path.getFileName())))
                .toList();
    }
}
