package io.contextdb.transfer.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.testkit.Seeds;
import io.contextdb.transfer.CsvFormat;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.RecordBuffer;
import io.contextdb.transfer.input.RowProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTokenizerTest {
    private static final CsvFormat COMMA = new CsvFormat(',', ';', '"', CsvFormat.NONE, "");

    @TempDir
    Path directory;

    @Test
    void splitsQuotedFieldsAndKeepsTheLineARowBeginsOn() throws IOException {
        assertEquals(
                List.of("1:[a, b, c]", "2:[x,y, say \"hi\", ]", "3:[two\nlines, , z]", "6:[last]"),
                rows("a,b,c\r\n\"x,y\",\"say \"\"hi\"\"\",\n\"two\nlines\",\"\",z\n\nlast"));
    }

    @Test
    void endsLinesAtLoneCarriageReturns() throws IOException {
        assertEquals(List.of("1:[a, b]", "2:[c\rd, e]", "4:[f]"), rows("a,b\r\"c\rd\",e\rf\r"));
    }

    @Test
    void tellsAnEmptyStringFromNoValue() throws IOException {
        try (CsvTokenizer rows = open(COMMA, "\"\",\n")) {
            assertTrue(rows.next());
            assertFalse(rows.isMissing(0));
            assertTrue(rows.isMissing(1));
        }
    }

    @Test
    void skipsByteOrderMarkAndComments() throws IOException {
        CsvFormat commented = new CsvFormat('\t', ';', '"', '#', "");
        assertEquals(
                List.of("2:[1, 2]", "4:[3, 4]"),
                rows(commented, "\uFEFF# nodes\n1\t2\n#" + "x".repeat(600_000) + "\n3\t4\n"));
    }

    @Test
    void saysWhatIsWrongWithARowAndGoesOn() throws IOException {
        try (CsvTokenizer rows = open(COMMA, "\"a\"b,c\nd,e\n")) {
            assertTrue(rows.next());
            assertEquals("text behind the closing quote of field 1", rows.flaw());
            assertTrue(rows.next());
            assertEquals(List.of("d", "e"), fields(rows));
            assertEquals(null, rows.flaw());
        }
    }

    @Test
    void refusesAQuoteThatIsNeverClosed() throws IOException {
        try (CsvTokenizer rows = open(COMMA, "a\nb,\"c\nd\n")) {
            assertTrue(rows.next());
            ContextDbException failure = assertThrows(ContextDbException.class, rows::next);
            assertEquals(ErrorCode.MALFORMED_INPUT, failure.code());
            assertTrue(
                    failure.getMessage().endsWith("line 2: a quote opened in field 2 is never closed"),
                    failure::getMessage);
        }
    }

    @Test
    void refusesARowAboveTheLimit() throws IOException {
        try (CsvTokenizer rows = open(COMMA, "a\n\"" + "x".repeat(RecordBuffer.RECORD_BYTES_MAX))) {
            assertTrue(rows.next());
            ContextDbException failure = assertThrows(ContextDbException.class, rows::next);
            assertTrue(
                    failure.getMessage().contains("line 2: a row longer than the limit of 67108864 bytes"),
                    failure::getMessage);
        }
    }

    @Test
    void refusesTextThatIsNotUtf8ButTakesTheReplacementCharacter() throws IOException {
        Path file = directory.resolve("latin1.csv");
        Files.write(file, "gr\u00fcn,\uFFFD\n".getBytes(StandardCharsets.ISO_8859_1));
        try (CsvTokenizer rows = new CsvTokenizer(InputFile.open(file), COMMA)) {
            assertTrue(rows.next());
            assertThrows(RowProblem.class, () -> rows.text(0));
        }
        assertEquals(List.of("1:[\uFFFD]"), rows("\uFFFD\n"));
    }

    @Test
    void readsUnsignedNumbersUpTo64Bits() throws IOException {
        String[] numbers = {"0", "007", "999999999999999999", "9223372036854775808", "18446744073709551615"};
        String[] others = {"", "-1", "+1", "1.0", " 1", "1a", "18446744073709551616", "999999999999999999999", "\u0663"
        };
        try (CsvTokenizer rows = open(COMMA, String.join(",", numbers) + "\n" + String.join(",", others) + "\n")) {
            assertTrue(rows.next());
            for (int i = 0; i < numbers.length; i++) {
                assertTrue(rows.isUnsigned(i), numbers[i]);
                assertEquals(Long.parseUnsignedLong(numbers[i]), rows.number());
            }
            assertTrue(rows.next());
            for (int i = 0; i < others.length; i++) {
                assertFalse(rows.isUnsigned(i), others[i]);
            }
        }
    }

    @Test
    void agreesWithFastCsvOnRandomFiles() throws IOException {
        Random random = Seeds.random("CsvTokenizerTest");
        for (int round = 0; round < 300; round++) {
            String content = randomCsv(random);
            List<List<String>> expected = new ArrayList<>();
            CsvReader.builder()
                    .commentStrategy(CommentStrategy.NONE)
                    .skipEmptyLines(true)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(content)
                    .forEach(row -> expected.add(row.getFields()));
            List<List<String>> actual = new ArrayList<>();
            try (CsvTokenizer rows = open(COMMA, content)) {
                while (rows.next()) {
                    actual.add(fields(rows));
                }
            }
            assertEquals(expected, actual, content);
        }
    }

    private static String randomCsv(Random random) {
        String[] pieces = {"a", "\u00e4", "\u4e2d", "\ud83c\udfb8", "\n", "\r\n", ",", "\"\"", " ", "x".repeat(40)};
        StringBuilder content = new StringBuilder();
        // Some files are longer than the first window, so that rows cross its end.
        int rows = random.nextInt(20) == 0 ? 20_000 : random.nextInt(8);
        for (int row = 0; row < rows; row++) {
            int fields = 1 + random.nextInt(5);
            for (int field = 0; field < fields; field++) {
                content.append(field == 0 ? "" : ",");
                boolean quoted = random.nextBoolean();
                StringBuilder text = new StringBuilder();
                for (int piece = random.nextInt(4); piece > 0; piece--) {
                    text.append(pieces[quoted ? random.nextInt(pieces.length) : random.nextInt(4)]);
                }
                content.append(quoted ? "\"" + text + "\"" : text);
            }
            content.append(random.nextBoolean() ? "\n" : "\r\n");
        }
        return content.toString();
    }

    private List<String> rows(String content) throws IOException {
        return rows(COMMA, content);
    }

    private List<String> rows(CsvFormat format, String content) throws IOException {
        List<String> result = new ArrayList<>();
        try (CsvTokenizer rows = open(format, content)) {
            while (rows.next()) {
                result.add(rows.line() + ":" + fields(rows));
            }
        }
        return result;
    }

    private static List<String> fields(CsvTokenizer rows) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < rows.fields(); i++) {
            fields.add(rows.text(i));
        }
        return fields;
    }

    private CsvTokenizer open(CsvFormat format, String content) throws IOException {
        Path file = directory.resolve("rows.csv");
        Files.writeString(file, content);
        return new CsvTokenizer(InputFile.open(file), format);
    }
}
