package io.contextdb.transfer.vector;

import io.contextdb.api.VectorIndexOptions;
import io.contextdb.transfer.VectorReader;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.Malformed;
import io.contextdb.transfer.input.RowProblem;
import io.contextdb.transfer.json.JsonLine;
import java.util.Map;

/** Reads what {@link RowFileHeader#BLOB} writes. */
final class BlobHeader {
    private BlobHeader() {}

    /** A reader of the rows behind the header. */
    static VectorReader open(InputFile file) {
        byte[] bytes = new byte[RowFileHeader.BLOB.bytes()];
        int read = file.readFully(bytes, 0, bytes.length);
        Map<String, Object> header;
        try {
            header = JsonLine.parse(bytes, 0, read);
        } catch (RowProblem problem) {
            throw Malformed.file(file.path(), "offset 0 (the header)", problem.reason());
        }
        boolean known = RowFileHeader.MAGIC.equals(header.get("magic"))
                && Long.valueOf(1).equals(header.get("version"));
        if (!known || read < bytes.length || !"<f4".equals(header.get("dtype"))) {
            throw Malformed.file(
                    file.path(),
                    "offset 0 (the header)",
                    "no vectors of an export of version 1, with components '<f4'");
        }
        long rows = number(file, header, "rows", Integer.MAX_VALUE);
        long dimension = number(file, header, "dimension", VectorIndexOptions.DIMENSION_MAX);
        return new NpyReader(file, new NpyHeader(read, false, rows, (int) dimension));
    }

    private static long number(InputFile file, Map<String, Object> header, String member, long maximum) {
        if (header.get(member) instanceof Long number && number >= 0 && number <= maximum) {
            return number;
        }
        throw Malformed.file(
                file.path(),
                "offset 0 (the header)",
                "\"" + member + "\" is " + header.get(member) + "; it must be 0 to " + maximum);
    }
}
