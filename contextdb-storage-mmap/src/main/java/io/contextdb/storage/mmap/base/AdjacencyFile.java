package io.contextdb.storage.mmap.base;

import io.contextdb.storage.mmap.file.DataFile;

/** Reads a file that {@link AdjacencyFileWriter} wrote. Thread-safe. */
public final class AdjacencyFile {
    private final DataFile file;
    private final AdjacencyLists forward;
    private final AdjacencyLists backward;

    /** Reads an open file. */
    public AdjacencyFile(DataFile file) {
        this.file = file;
        long description =
                file.section(AdjacencyFileWriter.DESCRIPTION, 4, Long.BYTES).offset();
        int nodes = (int) file.getLong(description + Long.BYTES);
        int edges = (int) file.getLong(description + 2 * Long.BYTES);
        long type = file.getLong(description + 3 * Long.BYTES);
        this.forward = new AdjacencyLists(file, AdjacencyFileWriter.FORWARD, nodes, edges, type);
        this.backward = new AdjacencyLists(file, AdjacencyFileWriter.BACKWARD, nodes, edges, type);
    }

    /** Lists by the node edges start at. */
    public AdjacencyLists forward() {
        return forward;
    }

    /** Lists by the node edges end at. */
    public AdjacencyLists backward() {
        return backward;
    }

    /** The mapped file. */
    public DataFile file() {
        return file;
    }
}
