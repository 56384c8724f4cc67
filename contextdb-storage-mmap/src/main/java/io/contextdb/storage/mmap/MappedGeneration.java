package io.contextdb.storage.mmap;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.IndexFile;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.StorageWriter;
import io.contextdb.storage.mmap.base.Base;
import io.contextdb.storage.mmap.delta.Delta;
import io.contextdb.storage.mmap.delta.DeltaMemory;
import io.contextdb.storage.mmap.delta.DeltaWriter;
import io.contextdb.storage.mmap.delta.MappedView;
import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** A base and a delta, and the arena that holds their memory. */
final class MappedGeneration implements StorageGeneration {
    private final Arena arena;
    private final Base base;
    private final DeltaMemory memory;
    private final DeltaWriter writer;
    private final Consumer<MappedGeneration> closed;
    private volatile MappedView view;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private MappedGeneration(Arena arena, Base base, Consumer<MappedGeneration> closed) {
        this.arena = arena;
        this.base = base;
        this.closed = closed;
        this.memory = new DeltaMemory(arena);
        this.writer = new DeltaWriter(new Delta(memory, base), published -> view = published);
        this.view = writer.baseView();
    }

    /** A generation over nothing. */
    static MappedGeneration empty(Consumer<MappedGeneration> closed) {
        return new MappedGeneration(Arena.ofShared(), Base.empty(), closed);
    }

    /** A generation over a snapshot; {@code closed} is told when it is closed. */
    static MappedGeneration open(
            FileSystem files, Path directory, SnapshotMetadata metadata, Consumer<MappedGeneration> closed) {
        return over(arena -> Base.open(files, directory, metadata, arena), closed);
    }

    /** The same where files are damaged or missing; {@code lost} is told of those that cannot be opened. */
    static MappedGeneration openDamaged(
            FileSystem files,
            Path directory,
            SnapshotMetadata metadata,
            Consumer<Storage.LostFile> lost,
            Consumer<MappedGeneration> closed) {
        return over(arena -> Base.openDamaged(files, directory, metadata, arena, lost), closed);
    }

    private static MappedGeneration over(Function<Arena, Base> base, Consumer<MappedGeneration> closed) {
        Arena arena = Arena.ofShared();
        try {
            return new MappedGeneration(arena, base.apply(arena), closed);
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /** The snapshot below. */
    SnapshotMetadata metadata() {
        return base.metadata();
    }

    @Override
    public StorageView view() {
        return view;
    }

    @Override
    public StorageWriter writer() {
        return writer;
    }

    @Override
    public Optional<IndexFile> indexFile(int space) {
        if (base.indexDamaged(space)) {
            return Optional.empty();
        }
        return base.spaces().stream()
                .filter(candidate -> candidate.space().number() == space)
                .findFirst()
                .flatMap(candidate -> candidate.indexFile());
    }

    @Override
    public void indexDamaged(int space) {
        base.noteIndexDamaged(space);
    }

    @Override
    public Set<Integer> damagedIndexes() {
        return base.damagedIndexes();
    }

    @Override
    public long deltaBytes() {
        return memory.bytes();
    }

    @Override
    public void close() {
        if (open.getAndSet(false)) {
            arena.close();
            closed.accept(this);
        }
    }
}
