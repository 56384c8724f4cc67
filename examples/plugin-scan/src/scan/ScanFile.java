package scan;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.ByteSink;
import io.contextdb.api.spi.IndexFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The file of the index, six little-endian integers: a magic number, the version of the format, the dimension, the metric (0
 * cosine, 1 dot, 2 Euclidean), the number of rows, and the CRC32C of the five.
 */
final class ScanFile {

    private static final int MAGIC = 0x4e414353;
    private static final int VERSION = 1;
    private static final int INTEGERS = 6;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private ScanFile() {}

    static void write(ByteSink sink, VectorIndexOptions options, int rows) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment file = arena.allocate(INT, INTEGERS);
            file.setAtIndex(INT, 0, MAGIC);
            file.setAtIndex(INT, 1, VERSION);
            file.setAtIndex(INT, 2, options.dimension());
            file.setAtIndex(INT, 3, number(options.metric()));
            file.setAtIndex(INT, 4, rows);
            file.setAtIndex(INT, 5, checksum(file));
            sink.write(file);
        }
    }

    /** Returns the number of rows. */
    static int read(IndexFile index, VectorIndexOptions options) {
        MemorySegment file = index.bytes();
        String which = "the scan index file " + index.origin();
        if (file.byteSize() != INTEGERS * INT.byteSize()) {
            throw ContextDbException.damageOf(
                    index.origin(),
                    which + " ends at byte " + file.byteSize() + " instead of " + INTEGERS * INT.byteSize());
        }
        if (file.getAtIndex(INT, 0) != MAGIC || file.getAtIndex(INT, 5) != checksum(file)) {
            throw ContextDbException.damageOf(
                    index.origin(),
                    which + " has another checksum at byte " + 5 * INT.byteSize() + " than its contents");
        }
        if (file.getAtIndex(INT, 1) > VERSION) {
            throw new ContextDbException(
                    ErrorCode.FORMAT_TOO_NEW,
                    which + " has version " + file.getAtIndex(INT, 1) + "; this plug-in reads up to " + VERSION);
        }
        if (file.getAtIndex(INT, 2) != options.dimension() || file.getAtIndex(INT, 3) != number(options.metric())) {
            throw new ContextDbException(
                    ErrorCode.INVALID_CONFIGURATION,
                    which + " has dimension " + file.getAtIndex(INT, 2) + " and metric " + file.getAtIndex(INT, 3)
                            + ", not those of " + options);
        }
        return file.getAtIndex(INT, 4);
    }

    private static int number(Metric metric) {
        return switch (metric) {
            case COSINE -> 0;
            case DOT -> 1;
            case EUCLIDEAN -> 2;
        };
    }

    private static int checksum(MemorySegment file) {
        CRC32C checksum = new CRC32C();
        checksum.update(file.asSlice(0, 5 * INT.byteSize()).asByteBuffer());
        return (int) checksum.getValue();
    }
}
