package io.contextdb.storage.mmap.file;

import java.util.Locale;

/** The kinds of data files, their directories and names: {@code nodes/node-000017.cdb}. */
public enum FileKind {
    /** Node ids, labels and properties. */
    NODES(1, "nodes", "node", "cdb", Layout.BLOCK_BYTES),
    /** Edge ids, ends, types and properties. */
    EDGES(2, "edges", "edge", "cdb", Layout.BLOCK_BYTES),
    /** Compressed sparse rows over the edges, forward and backward. */
    ADJACENCY(3, "edges", "adjacency", "cdb", Layout.BLOCK_BYTES),
    /** Rows of one vector space, raw float32. Their checksum blocks are small, because rows are read at random. */
    VECTORS(4, "vectors", "vec", "blob", Layout.SMALL_BLOCK_BYTES),
    /** Which nodes the rows of a vector space belong to, and which row each node has. */
    ROWS(5, "vectors", "row", "cdb", Layout.BLOCK_BYTES),
    /** A vector index as its provider wrote it; named after the provider. */
    INDEX(6, "vectors", "index", "idx", Layout.SMALL_BLOCK_BYTES),
    /** A bitmap of dead nodes or dead vector rows. */
    DELETIONS(7, "deletes", "del", "dv", Layout.BLOCK_BYTES);

    private final int code;
    private final String directory;
    private final String prefix;
    private final String extension;
    private final int blockBytes;

    FileKind(int code, String directory, String prefix, String extension, int blockBytes) {
        this.code = code;
        this.directory = directory;
        this.prefix = prefix;
        this.extension = extension;
        this.blockBytes = blockBytes;
    }

    /** The number that stands for the kind in a file. */
    public int code() {
        return code;
    }

    /** The directory below the database's. */
    public String directory() {
        return directory;
    }

    /** The bytes one block checksum covers, a power of two. */
    public int blockBytes() {
        return blockBytes;
    }

    /** The path of the file of this number, relative to the database's directory. */
    public String path(long number) {
        return path(prefix, number);
    }

    /**
     * The path of an index file, which is named after its provider; characters that do not belong into a file name
     * become {@code _}.
     */
    public String path(String name, long number) {
        String safe = name.replaceAll("[^A-Za-z0-9_-]", "_");
        return String.format(Locale.ROOT, "%s/%s-%06d.%s", directory, safe, number, extension);
    }
}
