package io.contextdb.storage.memory;

import io.contextdb.api.spi.IndexFile;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.StorageWriter;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A state that grows by publications. Its memory is the garbage collector's; closing only makes further use a visible
 * error.
 */
final class MemoryGeneration implements StorageGeneration {
    private final Map<Integer, MemorySegment> indexFiles;
    private final MemoryWriter writer;
    private volatile MemoryView view;
    private volatile boolean open = true;

    MemoryGeneration(State base, Map<Integer, MemorySegment> indexFiles) {
        this.indexFiles = Map.copyOf(indexFiles);
        this.view = new MemoryView(base, this::isOpen);
        this.writer = new MemoryWriter(base, this);
    }

    /** Makes a state the newest. Called by the writer. */
    StorageView publish(State state) {
        MemoryView published = new MemoryView(state, this::isOpen);
        view = published;
        return published;
    }

    private boolean isOpen() {
        return open;
    }

    @Override
    public StorageView view() {
        assert open : "a closed generation is used";
        return view;
    }

    @Override
    public StorageWriter writer() {
        assert open : "a closed generation is used";
        return writer;
    }

    @Override
    public Optional<IndexFile> indexFile(int space) {
        return Optional.ofNullable(indexFiles.get(space))
                .map(bytes -> new IndexFile("the index of space " + space + " in memory", bytes));
    }

    /** Nothing: memory is not read back from a disk, and every snapshot writes its indexes anew. */
    @Override
    public void indexDamaged(int space) {}

    @Override
    public Set<Integer> damagedIndexes() {
        return Set.of();
    }

    @Override
    public long deltaBytes() {
        return writer.deltaBytes();
    }

    @Override
    public void close() {
        open = false;
    }
}
