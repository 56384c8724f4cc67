package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.SalvageReport.Missing;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.StageRecord.StageFile;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageContext;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.archive.FileSource;
import io.contextdb.engine.open.DatabaseDirectory;
import io.contextdb.memory.ReadOnlyFileSystem;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes the files of a new database: those of a sound snapshot or the remains of a damaged one, and a log that goes on
 * from it.
 */
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
        writeLog(plan.from(), plan.to(), segmentBytes, progress);
    }

    /** What {@link #writeRemains} has come to. */
    record Written(long commitIndex, long nodes, Missing missing) {}

    /** Writes what can be read of a damaged snapshot, and of the log behind it; the new log begins behind that. */
    Written writeRemains(SnapshotRecord damaged, int segmentBytes, Progress progress) {
        clear();
        Gaps gaps = new Gaps();
        StorageContext old =
                new StorageContext(inventory.directory(), new ReadOnlyFileSystem(files), inventory.database());
        Written written;
        try (Storage from = inventory.storage().open(old);
                StorageGeneration damage = from.openDamaged(damaged, gaps::fileLost);
                Storage storage = inventory.storage().open(new StorageContext(target, files, id));
                NewState into = new NewState(
                        storage,
                        damaged.position(),
                        damaged.snapshot().timestamp().toEpochMilli())) {
            Remains remains = new Remains(damage.view(), into, gaps, progress);
            remains.copy();
            into.save(damaged.snapshot().id());
            long refused = LogBehind.apply(inventory.log(), into);
            if (into.position().index() > damaged.position().index()) {
                into.save(damaged.snapshot().id());
            }
            written = new Written(into.position().index(), remains.nodes(), remains.missing(refused));
        }
        writeLog(written.commitIndex(), written.commitIndex(), segmentBytes, progress);
        return written;
    }

    /**
     * Takes away what a salvage or restore left that was interrupted, but for what locks the directory and says that it
     * is unfinished.
     */
    private void clear() {
        for (Path path : files.list(target)) {
            if (!files.isDirectory(path)) {
                files.delete(path);
                continue;
            }
            boolean metadata = path.endsWith(DatabaseDirectory.METADATA);
            files.list(path).stream()
                    .filter(file ->
                            !metadata || String.valueOf(file.getFileName()).startsWith(SnapshotDocuments.FILE_PREFIX))
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

    /** A log that goes on from the snapshot, with the same commits under the same numbers. */
    private void writeLog(long from, long to, int segmentBytes, Progress progress) {
        CommitLogContext context =
                new CommitLogContext(target, files, DatabaseOptions.Durability.NONE, segmentBytes, id, true);
        try (CommitLog log = inventory.consensus().open(context)) {
            log.start((position, commit) -> position, from);
            inventory.log().read(from, to, (position, commit) -> {
                progress.update("copying the log", position.index() - from, to - from);
                return log.propose(commit, null);
            });
        }
    }
}
