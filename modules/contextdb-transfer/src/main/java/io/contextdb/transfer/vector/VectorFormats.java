package io.contextdb.transfer.vector;

import io.contextdb.transfer.VectorReader;
import io.contextdb.transfer.input.InputFile;
import java.nio.file.Path;
import java.util.Locale;

/** Finds the reader of a vector file. */
public final class VectorFormats {
    private VectorFormats() {}

    /** A reader of {@code file}, which it closes; also when it cannot be made. */
    public static VectorReader open(InputFile file) {
        try {
            String name = file.path().toString().toLowerCase(Locale.ROOT).replaceFirst("[.]gz$", "");
            boolean vecs = name.endsWith(".fvecs") || name.endsWith(".bvecs");
            if (vecs) {
                return new VecsReader(file, name.endsWith(".bvecs"));
            }
            return name.endsWith("." + RowFileHeader.BLOB.extension()) ? BlobHeader.open(file) : new NpyReader(file);
        } catch (RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /** Whether the file's content begins as npy does. */
    public static boolean isNpy(Path path) {
        try (InputFile file = InputFile.open(path)) {
            return NpyHeader.hasMagic(file);
        }
    }
}
