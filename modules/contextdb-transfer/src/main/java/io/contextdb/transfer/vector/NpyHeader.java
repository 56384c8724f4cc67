package io.contextdb.transfer.vector;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an npy file: 6 bytes of magic, a major and a minor version, the length of the rest (2 bytes in version 1,
 * 4 bytes in versions 2 and 3, little endian), and a Python dictionary with {@code descr}, {@code fortran_order} and
 * {@code shape}.
 *
 * @param headerBytes where the data begin
 * @param halfPrecision float16; otherwise float32
 */
record NpyHeader(long headerBytes, boolean halfPrecision, long rows, int dimension) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int PREFIX_BYTES = MAGIC.length + 2;
    private static final int TEXT_BYTES_MAX = 1 << 16;
    private static final long ROWS_MAX = Long.MAX_VALUE / (VectorIndexOptions.DIMENSION_MAX * 8L);

    private static final Pattern DESCRIPTION = Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
    private static final Pattern FORTRAN = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([^)]*)\\)");
    private static final Pattern MATRIX = Pattern.compile("\\s*(\\d{1,15})L?\\s*,\\s*(\\d{1,15})L?\\s*,?\\s*");

    static boolean hasMagic(InputFile file) {
        byte[] start = new byte[MAGIC.length];
        return file.readFully(start, 0, start.length) == start.length && Arrays.equals(start, MAGIC);
    }

    static NpyHeader read(InputFile file) {
        byte[] prefix = readPart(file, PREFIX_BYTES);
        require(
                file,
                Arrays.equals(prefix, 0, MAGIC.length, MAGIC, 0, MAGIC.length),
                "no npy file: its first bytes are others");
        int version = prefix[MAGIC.length];
        require(file, version >= 1 && version <= 3, "npy version " + version + "; versions 1 to 3 are read");
        byte[] length = readPart(file, version == 1 ? 2 : 4);
        long textBytes = 0;
        for (int i = length.length - 1; i >= 0; i--) {
            textBytes = textBytes << 8 | Byte.toUnsignedInt(length[i]);
        }
        require(
                file,
                textBytes <= TEXT_BYTES_MAX,
                "a header of " + textBytes + " bytes; the limit is " + TEXT_BYTES_MAX);
        String text = new String(readPart(file, (int) textBytes), StandardCharsets.UTF_8);
        return parse(file, PREFIX_BYTES + length.length + textBytes, text.strip());
    }

    /** The bytes of one row. */
    int rowBytes() {
        return dimension * (halfPrecision ? Short.BYTES : Float.BYTES);
    }

    /** Shape and type, for messages. */
    String shape() {
        return "(" + rows + ", " + dimension + ") of " + (halfPrecision ? "float16" : "float32");
    }

    private static byte[] readPart(InputFile file, int length) {
        byte[] part = new byte[length];
        int read = file.readFully(part, 0, length);
        require(file, read == length, "the file ends within its header");
        return part;
    }

    private static NpyHeader parse(InputFile file, long headerBytes, String text) {
        String type = find(file, DESCRIPTION, text, "descr");
        require(
                file,
                type.equals("<f4") || type.equals("<f2"),
                "components of type '" + type + "'; '<f4' and '<f2' are read: save array.astype('<f4')");
        require(
                file,
                find(file, FORTRAN, text, "fortran_order").equals("False"),
                "the matrix is in Fortran order; save numpy.ascontiguousarray(array)");
        String shape = find(file, SHAPE, text, "shape");
        Matcher matrix = MATRIX.matcher(shape);
        require(file, matrix.matches(), "the shape (" + shape + "); it must be (rows, dimension)");
        long rows = Long.parseLong(matrix.group(1));
        long dimension = Long.parseLong(matrix.group(2));
        require(
                file,
                dimension >= 1 && dimension <= VectorIndexOptions.DIMENSION_MAX,
                "the dimension " + dimension + "; it must be 1 to " + VectorIndexOptions.DIMENSION_MAX);
        require(file, rows <= ROWS_MAX, rows + " rows; the limit is " + ROWS_MAX);
        return new NpyHeader(headerBytes, type.equals("<f2"), rows, (int) dimension);
    }

    private static String find(InputFile file, Pattern pattern, String text, String key) {
        Matcher match = pattern.matcher(text);
        require(file, match.find(), "the header has no readable '" + key + "': " + text);
        return match.group(1);
    }

    private static void require(InputFile file, boolean condition, String problem) {
        if (!condition) {
            throw malformed(file, problem);
        }
    }

    private static ContextDbException malformed(InputFile file, String problem) {
        return Malformed.file(file.path(), "offset 0 (the header)", problem);
    }
}
