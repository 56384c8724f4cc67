package io.contextdb.transfer.vector;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What stands in front of raw rows of float32, of a length that does not depend on how many rows follow. */
public enum RowFileHeader {
    /**
     * 4,096 bytes: a JSON object, {@code {"magic": "contextdb vectors", "version": 1, "dtype": "<f4", "rows": 5,
     * "dimension": 3}}, blanks, and a line feed. The rows begin on a page, so {@code numpy.memmap} with this offset
     * maps them.
     */
    BLOB("blob", 4096) {
        @Override
        String text(long rows, int dimension) {
            return "{\"magic\": \"" + MAGIC + "\", \"version\": 1, \"dtype\": \"<f4\", \"rows\": " + rows
                    + ", \"dimension\": " + dimension + "}";
        }

        @Override
        byte[] prefix() {
            return new byte[0];
        }
    },
    /** NumPy's own, version 1.0, filled up to 128 bytes. */
    NPY("npy", 128) {
        @Override
        String text(long rows, int dimension) {
            return "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + dimension + "), }";
        }

        @Override
        byte[] prefix() {
            int rest = bytes() - 10;
            return new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) rest, (byte) (rest >>> 8)};
        }
    };

    /** By which a blob's header is known. */
    static final String MAGIC = "contextdb vectors";

    private final String extension;
    private final int bytes;

    RowFileHeader(String extension, int bytes) {
        this.extension = extension;
        this.bytes = bytes;
    }

    abstract String text(long rows, int dimension);

    abstract byte[] prefix();

    /** What names of such files end with. */
    public String extension() {
        return extension;
    }

    /** Its length. */
    public int bytes() {
        return bytes;
    }

    /** The header of a file with so many rows. */
    public byte[] format(long rows, int dimension) {
        byte[] prefix = prefix();
        byte[] text = text(rows, dimension).getBytes(StandardCharsets.US_ASCII);
        byte[] header = Arrays.copyOf(prefix, bytes);
        Arrays.fill(header, prefix.length, bytes, (byte) ' ');
        System.arraycopy(text, 0, header, prefix.length, text.length);
        header[bytes - 1] = '\n';
        return header;
    }
}
