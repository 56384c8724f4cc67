package io.contextdb.storage.memory;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.PendingSnapshot;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.api.spi.VectorRows;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** A state that becomes a file when it is committed. */
final class MemoryPendingSnapshot implements PendingSnapshot {
    private final State state;
    private final SnapshotRequest request;
    private final FileSystem files;
    private final Path path;
    private final DatabaseId database;
    private final SortedMap<Integer, byte[]> indexes = new TreeMap<>();

    MemoryPendingSnapshot(State state, SnapshotRequest request, FileSystem files, Path path, DatabaseId database) {
        this.state = state;
        this.request = request;
        this.files = files;
        this.path = path;
        this.database = database;
    }

    @Override
    public VectorRows rows(int space) {
        return state.rows(space);
    }

    @Override
    public void addIndex(int space, VectorIndexReader reader) {
        ArraySink sink = new ArraySink();
        reader.write(sink);
        byte[] earlier = indexes.put(space, sink.toByteArray());
        assert earlier == null : "space " + space + " has an index already";
    }

    @Override
    public SnapshotRecord commit() {
        if (files.exists(path) && damaged()) {
            files.delete(path);
        }
        StateFile.write(files, path, database, state, request, indexes);
        return StateFile.readHead(files, path, database);
    }

    private boolean damaged() {
        try {
            StateFile.read(files, path, database);
            return false;
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.CORRUPTION) {
                throw e;
            }
            return true;
        }
    }

    @Override
    public void close() {
        indexes.clear();
    }
}
