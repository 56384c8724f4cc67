package io.contextdb.engine.transaction;

import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.engine.write.ReadKeys;

/** Rows that note what is looked at: asking for a node's row reads that node, going through rows reads the space. */
final class RecordingRows implements VectorRows {
    private final VectorRows rows;
    private final StorageView view;
    private final String space;
    private final ReadTracker reads;

    RecordingRows(VectorRows rows, StorageView view, String space, ReadTracker reads) {
        this.rows = rows;
        this.view = view;
        this.space = space;
        this.reads = reads;
    }

    @Override
    public int dimension() {
        return rows.dimension();
    }

    @Override
    public int count() {
        readSpace();
        return rows.count();
    }

    @Override
    public int liveCount() {
        readSpace();
        return rows.liveCount();
    }

    @Override
    public long address(int row) {
        return rows.address(row);
    }

    @Override
    public float inverseNorm(int row) {
        return rows.inverseNorm(row);
    }

    @Override
    public boolean live(int row) {
        readSpace();
        return rows.live(row);
    }

    @Override
    public int node(int row) {
        return rows.node(row);
    }

    @Override
    public int row(int node) {
        reads.read(ReadKeys.node(view.nodeId(node)));
        return rows.row(node);
    }

    private void readSpace() {
        reads.read(ReadKeys.vectors(space));
    }
}
