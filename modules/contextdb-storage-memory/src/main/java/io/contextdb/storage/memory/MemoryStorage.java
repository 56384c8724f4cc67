package io.contextdb.storage.memory;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot;
import io.contextdb.api.SnapshotDetails;
import io.contextdb.api.VerifyReport;
import io.contextdb.api.spi.BulkStage;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.PendingSnapshot;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.StageRecord;
import io.contextdb.api.spi.StageRecord.StageFile;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageContext;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.api.spi.StorageView;
import io.contextdb.memory.ByteDecoder;
import io.contextdb.memory.Crc32c;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Snapshots in {@code snapshots/snapshot-000042.state}, bulk loads on their way in {@code stages/<name>.calls}. */
final class MemoryStorage implements Storage {
    private static final String SNAPSHOT_SUFFIX = ".state";
    private static final Pattern SNAPSHOT_FILE = Pattern.compile("snapshot-(\\d{6,18})\\.state");
    private static final String STAGE_SUFFIX = ".calls";
    private static final int VERIFIED_SNAPSHOTS = 2;

    private final FileSystem files;
    private final Path directory;
    private final Path snapshots;
    private final Path stages;
    private final DatabaseId database;

    MemoryStorage(StorageContext context) {
        files = context.files();
        directory = context.directory();
        database = context.database();
        snapshots = directory.resolve("snapshots");
        stages = directory.resolve("stages");
        files.createDirectories(snapshots);
        files.createDirectories(stages);
    }

    private void deleteTemporaries(Path folder) {
        files.list(folder).stream().filter(FileOutput::isTemporary).forEach(files::delete);
    }

    @Override
    public List<SnapshotRecord> snapshots() {
        List<SnapshotRecord> sound = new ArrayList<>();
        for (Path path : snapshotFiles()) {
            try {
                sound.add(StateFile.readHead(files, path, database));
            } catch (ContextDbException e) {
                if (e.code() != ErrorCode.CORRUPTION) {
                    throw e;
                }
            }
        }
        sound.sort(Comparator.comparingLong(record -> record.snapshot().id()));
        return sound;
    }

    @Override
    public List<Long> damagedDocuments() {
        Set<Long> sound =
                snapshots().stream().map(record -> record.snapshot().id()).collect(Collectors.toSet());
        return snapshotFiles().stream()
                .map(path -> SNAPSHOT_FILE.matcher(String.valueOf(path.getFileName())))
                .filter(Matcher::matches)
                .map(matcher -> Long.valueOf(matcher.group(1)))
                .filter(id -> !sound.contains(id))
                .sorted()
                .toList();
    }

    /** A snapshot is one file of its own. What it adds to the one before is not kept. */
    @Override
    public SnapshotDetails describe(SnapshotRecord record) {
        Snapshot snapshot = record.snapshot();
        Path path = directory.relativize(snapshotFile(snapshot.id()));
        SnapshotDetails.DataFile file = new SnapshotDetails.DataFile(
                path.toString().replace('\\', '/'),
                "state",
                snapshot.nodes() + snapshot.edges() + snapshot.vectors(),
                snapshot.bytes(),
                snapshot.id(),
                "");
        return new SnapshotDetails(snapshot, snapshot.id() - 1, Optional.empty(), List.of(file));
    }

    @Override
    public StorageGeneration openEmpty() {
        return new MemoryGeneration(State.empty(), Map.of());
    }

    @Override
    public StorageGeneration open(SnapshotRecord snapshot) {
        StateFile.Content content =
                StateFile.read(files, snapshotFile(snapshot.snapshot().id()), database);
        return new MemoryGeneration(content.state(), content.indexFiles());
    }

    @Override
    public PendingSnapshot prepare(StorageView view, SnapshotRequest request) {
        return pending(rewrite(view, request), request);
    }

    @Override
    public PendingSnapshot prepareImport(
            StorageView view, StageRecord stage, SnapshotRequest request, Progress progress) {
        StateBuilder builder = rewrite(view, request);
        for (StageFile file : stage.files()) {
            Path path = directory.resolve(file.path());
            try (Arena arena = Arena.ofShared()) {
                MemorySegment bytes = files.map(path, arena);
                if (bytes.byteSize() != file.bytes() || Crc32c.of(bytes) != file.digest()) {
                    throw new ContextDbException(
                            ErrorCode.CORRUPTION,
                            path + " is not the file that was staged; it should have " + file.bytes()
                                    + " bytes with CRC32C " + Integer.toHexString(file.digest()));
                }
                StageImport.run(new ByteDecoder(bytes), builder);
            }
        }
        return pending(builder, request);
    }

    private static StateBuilder rewrite(StorageView view, SnapshotRequest request) {
        return Rewrite.of(((MemoryView) view).state(), request.operation() == Snapshot.Operation.COMPACT);
    }

    private PendingSnapshot pending(StateBuilder builder, SnapshotRequest request) {
        builder.sortAdjacency();
        return new MemoryPendingSnapshot(
                builder.build(request.position()), request, files, snapshotFile(request.id()), database);
    }

    @Override
    public long importBytesMax(StorageView view, StageRecord stage) {
        long before = snapshots().stream()
                .mapToLong(record -> record.snapshot().bytes())
                .max()
                .orElse(0);
        return before + stage.files().stream().mapToLong(StageFile::bytes).sum();
    }

    @Override
    public BulkStage stage(StorageView view, String name) {
        return new MemoryStage(((MemoryView) view).state(), name, directory, stageFile(name), files);
    }

    @Override
    public List<String> stages() {
        return files.list(stages).stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(STAGE_SUFFIX))
                .map(name -> name.substring(0, name.length() - STAGE_SUFFIX.length()))
                .toList();
    }

    @Override
    public void deleteStage(String name) {
        files.delete(stageFile(name));
        files.syncDirectory(stages);
    }

    @Override
    public CleanupReport cleanup(Set<Long> keep) {
        deleteTemporaries(snapshots);
        int deleted = 0;
        long bytes = 0;
        for (SnapshotRecord record : snapshots()) {
            if (!keep.contains(record.snapshot().id())) {
                files.delete(snapshotFile(record.snapshot().id()));
                deleted++;
                bytes += record.snapshot().bytes();
            }
        }
        files.syncDirectory(snapshots);
        return new CleanupReport(deleted, deleted, bytes);
    }

    @Override
    public VerifyReport verify(Progress progress) {
        List<Path> newest = snapshotFiles();
        newest = newest.subList(Math.max(0, newest.size() - VERIFIED_SNAPSHOTS), newest.size());
        List<String> problems = new ArrayList<>();
        long bytes = 0;
        for (Path path : newest) {
            bytes += files.size(path);
            try {
                StateFile.read(files, path, database);
            } catch (ContextDbException e) {
                problems.add(e.getMessage()
                        + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()));
            }
        }
        return new VerifyReport(newest.size(), bytes, problems);
    }

    @Override
    public void close() {
        // Files are open only while they are read or written, and states belong to their generations.
    }

    private List<Path> snapshotFiles() {
        return files.list(snapshots).stream()
                .filter(path -> path.toString().endsWith(SNAPSHOT_SUFFIX))
                .map(path -> snapshots.resolve(path.getFileName()))
                .toList();
    }

    private Path snapshotFile(long id) {
        return snapshots.resolve(String.format(Locale.ROOT, "snapshot-%06d%s", id, SNAPSHOT_SUFFIX));
    }

    private Path stageFile(String name) {
        return stages.resolve(name + STAGE_SUFFIX);
    }
}
