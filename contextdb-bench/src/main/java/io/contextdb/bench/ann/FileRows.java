package io.contextdb.bench.ann;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;
import io.contextdb.kernels.DenseRows;
import io.contextdb.kernels.Scorer;
import io.contextdb.transfer.VectorReader;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/** The vectors of a file as rows of a vector space, aligned and padded. */
final class FileRows extends DenseRows {
    private FileRows(int dimension, int count, Arena arena) {
        super(dimension, count, arena);
    }

    /** Reads a file, refusing what a database would refuse. */
    static FileRows read(Path path, Metric metric, Arena arena) {
        try (VectorReader reader = VectorReader.open(path)) {
            if (reader.rows() < 0 || reader.rows() > Integer.MAX_VALUE) {
                throw malformed(path, "is compressed or has more than 2^31 - 1 rows");
            }
            FileRows rows = new FileRows(reader.dimension(), (int) reader.rows(), arena);
            float[] vector = new float[rows.dimension()];
            for (int row = 0; reader.next(vector); row++) {
                for (int i = 0; i < vector.length; i++) {
                    if (!Float.isFinite(vector[i])) {
                        throw malformed(path, "has " + vector[i] + " in row " + row + ", component " + i);
                    }
                }
                rows.set(row, vector);
            }
            rows.measure(new Scorer(metric, rows.dimension()));
            for (int row = 0; row < rows.count(); row++) {
                if (Float.isInfinite(rows.inverseNorm(row))) {
                    throw malformed(path, "has a zero vector in row " + row + ", which cosine cannot compare");
                }
            }
            return rows;
        }
    }

    /** The bytes of all rows in memory or in a file. */
    long bytes() {
        return bytes(dimension(), count());
    }

    /** The error for a file that is not what it should be. */
    static ContextDbException malformed(Path path, String what) {
        return new ContextDbException(ErrorCode.MALFORMED_INPUT, path + " " + what);
    }
}
