package io.contextdb.storage.mmap;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.SnapshotDetails;
import io.contextdb.api.VerifyReport;
import io.contextdb.api.spi.BulkStage;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.PendingSnapshot;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.StageRecord;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageContext;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.api.spi.StorageView;
import io.contextdb.storage.mmap.base.Base;
import io.contextdb.storage.mmap.checkpoint.Checkpoint;
import io.contextdb.storage.mmap.checkpoint.MappedPendingSnapshot;
import io.contextdb.storage.mmap.checkpoint.PatchPolicy;
import io.contextdb.storage.mmap.checkpoint.PreparedFiles;
import io.contextdb.storage.mmap.checkpoint.StageImport;
import io.contextdb.storage.mmap.delta.MappedView;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.snapshot.FileEntry;
import io.contextdb.storage.mmap.snapshot.SnapshotDirectory;
import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;
import io.contextdb.storage.mmap.stage.MappedStage;
import io.contextdb.storage.mmap.stage.StageDirectory;
import io.contextdb.storage.mmap.verify.Verification;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The storage of one database directory. */
final class MappedStorage implements Storage {
    private final FileSystem files;
    private final Path directory;
    private final SnapshotDirectory snapshots;
    private final StageDirectory stages;
    private final PatchPolicy policy;
    /** What is in use, and must not lose its files. */
    private final Set<MappedGeneration> generations = ConcurrentHashMap.newKeySet();

    private final Set<PreparedFiles> pending = ConcurrentHashMap.newKeySet();

    MappedStorage(StorageContext context, PatchPolicy policy) {
        this.policy = policy;
        this.files = context.files();
        this.directory = context.directory();
        this.snapshots = new SnapshotDirectory(files, directory, context.database());
        this.stages = new StageDirectory(files, directory);
        snapshots.create();
        for (FileKind kind : FileKind.values()) {
            files.createDirectories(directory.resolve(kind.directory()));
        }
    }

    @Override
    public List<SnapshotRecord> snapshots() {
        return snapshots.sound().stream().map(SnapshotMetadata::toRecord).toList();
    }

    @Override
    public List<Long> damagedDocuments() {
        return snapshots.damaged();
    }

    @Override
    public SnapshotDetails describe(SnapshotRecord snapshot) {
        return snapshots.read(snapshot.snapshot().id()).toDetails();
    }

    @Override
    public StorageGeneration openEmpty() {
        return track(MappedGeneration.empty(generations::remove));
    }

    @Override
    public StorageGeneration open(SnapshotRecord snapshot) {
        SnapshotMetadata metadata = snapshots.read(snapshot.snapshot().id());
        return track(MappedGeneration.open(files, directory, metadata, generations::remove));
    }

    @Override
    public StorageGeneration openDamaged(SnapshotRecord snapshot, Consumer<LostFile> lost) {
        SnapshotMetadata metadata = snapshots.read(snapshot.snapshot().id());
        return track(MappedGeneration.openDamaged(files, directory, metadata, lost, generations::remove));
    }

    @Override
    public OptionalLong damagedAt(SnapshotRecord snapshot, String path) {
        SnapshotMetadata metadata = snapshots.read(snapshot.snapshot().id());
        try (Arena arena = Arena.ofConfined()) {
            for (FileEntry entry : metadata.files()) {
                if (entry.path().equals(path)) {
                    return Base.open(files, directory, metadata, entry, arena).damagedAt();
                }
            }
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.CORRUPTION && e.code() != ErrorCode.FORMAT_TOO_NEW) {
                throw e;
            }
        }
        return OptionalLong.empty();
    }

    private StorageGeneration track(MappedGeneration generation) {
        generations.add(generation);
        return generation;
    }

    @Override
    public PendingSnapshot prepare(StorageView view, SnapshotRequest request) {
        return pending(new Checkpoint(files, directory, (MappedView) view, numbers(), request, policy).write());
    }

    /**
     * The numbers of the next files: those of the newest snapshot go on, whichever the view was made from, so that none
     * is given twice.
     */
    private List<Long> numbers() {
        return snapshots.newest().orElseGet(SnapshotMetadata::empty).numbers();
    }

    private PendingSnapshot pending(PreparedFiles prepared) {
        pending.add(prepared);
        return new MappedPendingSnapshot(files, directory, snapshots, prepared, () -> pending.remove(prepared));
    }

    @Override
    public PendingSnapshot prepareImport(
            StorageView view, StageRecord stage, SnapshotRequest request, Progress progress) {
        return pending(new StageImport(files, directory, (MappedView) view, stage, numbers(), request, policy, progress)
                .write());
    }

    @Override
    public long importBytesMax(StorageView view, StageRecord stage) {
        return StageImport.bytesMax((MappedView) view, stage);
    }

    @Override
    public BulkStage stage(StorageView view, String name) {
        return new MappedStage(files, stages, (MappedView) view, name);
    }

    @Override
    public List<String> stages() {
        return stages.names();
    }

    @Override
    public void deleteStage(String name) {
        stages.delete(name);
    }

    @Override
    public CleanupReport cleanup(Set<Long> keep) {
        Set<String> inUse = new HashSet<>();
        generations.forEach(generation -> addPaths(generation.metadata(), inUse));
        pending.forEach(prepared -> addPaths(prepared.metadata(), inUse));
        return new Cleanup(files, directory, snapshots).run(keep, inUse);
    }

    private static void addPaths(SnapshotMetadata metadata, Set<String> paths) {
        metadata.files().forEach(file -> paths.add(file.path()));
    }

    @Override
    public VerifyReport verify(Progress progress) {
        return new Verification(files, directory, snapshots, progress).run();
    }

    @Override
    public void close() {
        // Generations belong to their holders: somebody may still be reading what unmapping them would take away.
    }
}
