package io.contextdb.transfer.csv;

import io.contextdb.transfer.CsvFormat;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.Malformed;
import io.contextdb.transfer.input.RowProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A CSV file that is open behind its header.
 *
 * @param rows positioned before the first row of data
 * @param header what its columns mean
 * @param format its form, delimiter included
 */
public record CsvSource(CsvTokenizer rows, CsvHeader header, CsvFormat format) implements AutoCloseable {
    private static final int PREVIEW_BYTES = 1 << 16;

    /** Opens a file and reads its header, or takes the format's header when it has one. */
    public static CsvSource open(Path path, CsvFormat format) {
        String preview = format.header().isEmpty() ? firstLine(path, format) : format.header();
        CsvFormat delimited = format.delimitedAs(preview);
        CsvTokenizer rows = new CsvTokenizer(InputFile.open(path), delimited);
        try {
            List<String> fields =
                    format.header().isEmpty() ? headerRow(rows) : Split.at(delimited.delimiter(), format.header());
            return new CsvSource(rows, CsvHeader.parse(fields), delimited);
        } catch (RowProblem problem) {
            rows.close();
            throw Malformed.file(path, "line " + rows.line() + " (the header)", problem.reason());
        } catch (RuntimeException failure) {
            rows.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        rows.close();
    }

    private static List<String> headerRow(CsvTokenizer rows) {
        if (!rows.next()) {
            throw Malformed.file(rows.file().path(), "line 1", "the file is empty; its first line must be a header");
        }
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < rows.fields(); i++) {
            fields.add(rows.text(i));
        }
        return fields;
    }

    /** Enough of the first line to see the delimiter. */
    private static String firstLine(Path path, CsvFormat format) {
        try (InputFile file = InputFile.open(path)) {
            byte[] bytes = new byte[PREVIEW_BYTES];
            int length = file.readFully(bytes, 0, bytes.length);
            String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            return text.lines()
                    .filter(line -> format.comment() == CsvFormat.NONE || line.indexOf(format.comment()) != 0)
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("");
        }
    }
}
