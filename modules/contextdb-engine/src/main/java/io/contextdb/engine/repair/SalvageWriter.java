package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.api.spi.StageRecord.StageFile;
import io.contextdb.archive.FileSource;
import io.contextdb.engine.open.DatabaseDirectory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes the files of a new database: those of a sound snapshot, and a log that goes on from it. Used once. */
final class SalvageWriter {
    private final Inventory inventory;
    private final FileSystem files;
    private final DatabaseId id;
    private final Path target;

    /** The directories that got a file. */
    private final Set<Path> folders = new TreeSet<>();

    /**
     * A writer into a directory.
     *
     * @param id the new database's
     * @param target where to; what an interrupted salvage left there goes
     */
    SalvageWriter(Inventory inventory, DatabaseId id, Path target) {
        this.inventory = inventory;
        this.id = id;
        this.target = target;
        files = inventory.files();
    }

    /**
     * Writes all of it; only what makes the directory a database is still missing then.
     *
     * @param stages the files of imports that the log names
     * @param segmentBytes the size of the log's segments
     */
    void write(SalvagePlan plan, List<StageFile> stages, int segmentBytes, Progress progress) {
        clear();
        plan.snapshot().ifPresent(this::writeSnapshot);
        for (StageFile file : stages) {
            try (Arena arena = Arena.ofConfined()) {
                files.writeAll(
                        place(file.path()), files.map(inventory.directory().resolve(file.path()), arena));
            }
        }
        folders.forEach(files::syncDirectory);
        writeLog(plan, segmentBytes, progress);
    }

    /** Takes away what a salvage or restore left that was interrupted: files of the log, and those in directories, whose names have no dot. */
    private void clear() {
        for (Path path : files.list(target)) {
            if (String.valueOf(path.getFileName()).contains(".")) {
                files.delete(path);
                continue;
            }
            boolean metadata = path.endsWith(DatabaseDirectory.METADATA);
            files.list(path).stream()
                    .filter(file ->
                            !metadata || String.valueOf(file.getFileName()).startsWith("snapshot-"))
                    .forEach(files::delete);
        }
    }

    private void writeSnapshot(FileSource.Found found) {
        Set<String> without = found.manifest().files().stream()
                .filter(file -> inventory.problem(file).isPresent())
                .map(DataFile::path)
                .collect(Collectors.toSet());
        for (DataFile file : found.manifest().files()) {
            if (!without.contains(file.path())) {
                inventory.content().fetch(file, place(file.path())).ifPresent(problem -> {
                    throw new ContextDbException(
                            ErrorCode.IO_FAILURE, file.path() + " was sound, and is not any more: " + problem);
                });
            }
        }
        byte[] document = inventory.documents().rewrite(found.document(), id, without);
        long snapshot = found.manifest().record().snapshot().id();
        files.writeAll(place(SnapshotDocuments.path(snapshot)), MemorySegment.ofArray(document));
    }

    /** Where a file goes, in a directory that is there. */
    private Path place(String path) {
        Path place = target.resolve(path);
        Path folder = Objects.requireNonNull(place.getParent());
        if (folders.add(folder)) {
            files.createDirectories(folder);
        }
        return place;
    }

    /** A log that goes on from the snapshot, with the same commands under the same numbers. */
    private void writeLog(SalvagePlan plan, int segmentBytes, Progress progress) {
        CommitLogContext context =
                new CommitLogContext(target, files, DatabaseOptions.Durability.NONE, segmentBytes, id, true);
        try (CommitLog log = inventory.consensus().open(context)) {
            log.start((position, command) -> position, plan.from());
            inventory.log().read(plan.from(), plan.to(), (position, command) -> {
                progress.update("copying the log", position.index() - plan.from(), plan.to() - plan.from());
                return log.propose(command, null);
            });
        }
    }
}
