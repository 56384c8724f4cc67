package io.contextdb.transfer;

import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.Malformed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * ivecs: rows of int32, each after its length, little endian; the usual form of exact nearest neighbours in benchmarks.
 */
public final class IvecsFile {
    private static final int ROW_LENGTH_MAX = 1 << 20;

    private IvecsFile() {}

    /**
     * All rows of a file.
     *
     * @throws io.contextdb.api.ContextDbException {@code FILE_NOT_FOUND}, {@code MALFORMED_INPUT}, {@code IO_FAILURE}
     */
    public static int[][] read(Path path) {
        List<int[]> rows = new ArrayList<>();
        try (InputFile file = InputFile.open(path)) {
            byte[] head = new byte[Integer.BYTES];
            for (int read = file.readFully(head, 0, head.length);
                    read > 0;
                    read = file.readFully(head, 0, head.length)) {
                int length =
                        ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
                String where = "offset " + (file.position() - read);
                if (read < head.length || length < 0 || length > ROW_LENGTH_MAX) {
                    throw Malformed.file(
                            path, where, "a row of " + length + " numbers; the limit is " + ROW_LENGTH_MAX);
                }
                byte[] content = new byte[length * Integer.BYTES];
                if (file.readFully(content, 0, content.length) < content.length) {
                    throw Malformed.file(path, where, "the file ends within a row");
                }
                int[] row = new int[length];
                ByteBuffer.wrap(content)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asIntBuffer()
                        .get(row);
                rows.add(row);
            }
        }
        return rows.toArray(int[][]::new);
    }
}
