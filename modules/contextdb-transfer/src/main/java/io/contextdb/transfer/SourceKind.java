package io.contextdb.transfer;

import io.contextdb.transfer.vector.VectorFormats;
import java.nio.file.Path;
import java.util.Locale;

/** What is in a file. */
public enum SourceKind {
    /** Nodes or edges in CSV; the header says which. */
    CSV,
    /** Nodes, edges and vectors in NDJSON. */
    NDJSON,
    /** Vectors in npy, fvecs, bvecs or the blobs of an export. */
    VECTORS;

    /** The kind of a file by its name, and where the name says nothing, by its first bytes; CSV is what is left. */
    public static SourceKind of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        String extension = plain.substring(plain.lastIndexOf('.') + 1);
        return switch (extension) {
            case "csv", "tsv", "txt" -> CSV;
            case "ndjson", "jsonl", "json" -> NDJSON;
            case "npy", "fvecs", "bvecs", "blob" -> VECTORS;
            default -> VectorFormats.isNpy(file) ? VECTORS : CSV;
        };
    }
}
