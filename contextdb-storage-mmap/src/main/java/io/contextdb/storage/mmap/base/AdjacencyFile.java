package io.contextdb.storage.mmap.base;

import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.snapshot.FileRole;
import org.jspecify.annotations.Nullable;

/**
 * Reads the adjacency of a snapshot: a file that {@link AdjacencyFileWriter} wrote and, when it is a patch, the files
 * below it. Thread-safe.
 */
public final class AdjacencyFile {
    private final DataFile file;
    private final AdjacencyLists forward;
    private final AdjacencyLists backward;

    /** Reads an open file that is a base. */
    public AdjacencyFile(DataFile file) {
        this(file, FileRole.BASE, null);
    }

    /** Reads an open file over those below it. */
    AdjacencyFile(DataFile file, FileRole role, @Nullable AdjacencyFile below) {
        this.file = file;
        this.forward =
                new AdjacencyLists(file, role, AdjacencyFileWriter.FORWARD, below == null ? null : below.forward);
        this.backward =
                new AdjacencyLists(file, role, AdjacencyFileWriter.BACKWARD, below == null ? null : below.backward);
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
