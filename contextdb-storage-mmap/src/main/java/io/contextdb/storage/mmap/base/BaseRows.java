package io.contextdb.storage.mmap.base;

import io.contextdb.api.spi.VectorRows;
import io.contextdb.storage.mmap.file.Corruption;
import io.contextdb.storage.mmap.file.DataFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one vector space as a snapshot's files hold them. Thread-safe; allocates nothing. */
public final class BaseRows implements VectorRows {
    private final int dimension;
    private final int rowBytes;
    private final RowMapFile map;
    private final @Nullable BitmapFile dead;
    /** Null for those that could not be opened. */
    private final @Nullable DataFile[] files;
    /** For each file the first row that is no longer in it. */
    private final int[] ends;
    /** For each file where row 0 of the space would be in it, were it there. */
    private final long[] origins;

    /**
     * A file with vectors.
     *
     * @param count how many rows the snapshot says it has
     * @param file null when it could not be opened
     */
    public record Part(int count, @Nullable VectorFile file) {}

    /** Puts files together; those with vectors in the order of their rows. */
    public BaseRows(int dimension, RowMapFile map, @Nullable BitmapFile dead, List<Part> vectors) {
        this.dimension = dimension;
        this.rowBytes = VectorRows.paddedDimension(dimension) * Float.BYTES;
        this.map = map;
        this.dead = dead;
        this.files = new DataFile[vectors.size()];
        this.ends = new int[files.length];
        this.origins = new long[files.length];
        int first = 0;
        for (int i = 0; i < files.length; i++) {
            VectorFile file = vectors.get(i).file();
            if (file != null) {
                files[i] = file.file();
                origins[i] = file.offset() - (long) first * rowBytes;
            }
            first += file == null ? vectors.get(i).count() : file.count();
            ends[i] = first;
        }
        if (first != map.count()) {
            throw Corruption.at(
                    map.file().path(), 0, "it tells of " + map.count() + " rows, but the vector files hold " + first);
        }
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int count() {
        return map.count();
    }

    @Override
    public int liveCount() {
        return map.liveCount();
    }

    /** The first file holds most rows, because small ones are merged, so it is tried first. */
    @Override
    public long address(int row) {
        assert row >= 0 && row < map.count() : row;
        int i = 0;
        while (row >= ends[i]) {
            i++;
        }
        DataFile file = files[i];
        if (file == null) {
            throw Corruption.at(map.file().path(), 0, "the file with the vector of row " + row + " is lost");
        }
        long offset = origins[i] + (long) row * rowBytes;
        file.touch(offset, rowBytes);
        return file.address() + offset;
    }

    @Override
    public float inverseNorm(int row) {
        assert row >= 0 && row < map.count() : row;
        return map.inverseNorm(row);
    }

    @Override
    public boolean live(int row) {
        assert row >= 0 && row < map.count() : row;
        return dead == null || !dead.get(row);
    }

    @Override
    public int node(int row) {
        assert row >= 0 && row < map.count() : row;
        return map.node(row);
    }

    @Override
    public int row(int node) {
        return map.row(node);
    }
}
