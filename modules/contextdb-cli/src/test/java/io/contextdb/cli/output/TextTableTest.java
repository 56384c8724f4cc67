package io.contextdb.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static final Look TERMINAL_40 = new Look(true, 40, false, true);

    @Test
    void alignsNumbersRightAndTextLeft() {
        assertEquals(
                """
                hops  name    weight
                   1  ann     0.5000
                  12  robert   1,234
                """,
                table(
                        Look.PLAIN,
                        List.of("hops", "name", "weight"),
                        List.of(List.of(1, "ann", 0.5), List.of(12, "robert", 1234.4))));
    }

    @Test
    void measuresWideAndCombiningCharacters() {
        assertEquals(
                """
                name    n
                犬      1
                cafe\u0301    2
                🎸🎸    3
                ｶﾅ      4
                plain6  5
                """,
                table(
                        Look.PLAIN,
                        List.of("name", "n"),
                        List.of(
                                List.of("犬", 1),
                                List.of("cafe\u0301", 2),
                                List.of("🎸🎸", 3),
                                List.of("ｶﾅ", 4),
                                List.of("plain6", 5))));
    }

    @Test
    void cutsTheWidestColumnsOnATerminalOnly() {
        List<String> columns = List.of("id", "name", "gloss");
        List<List<?>> rows = List.of(
                List.of(1, "dog", "a member of the genus Canis that has been domesticated"),
                List.of(2, "domestic animal", "any of various animals"));
        String terminal = table(TERMINAL_40, columns, rows);
        assertEquals("""
                id  name             gloss
                 1  dog              a member of the ge…
                 2  domestic animal  any of various ani…
                """, terminal);
        assertTrue(terminal.lines().allMatch(line -> TextWidth.of(line) <= 40));
        assertTrue(table(Look.PLAIN, columns, rows).contains("a member of the genus Canis that has been domesticated"));
    }

    @Test
    void keepsRowsOnOneLine() {
        assertEquals("text\na b c\n", table(Look.PLAIN, List.of("text"), List.of(List.of("a\nb\t\u001bc"))));
    }

    @Test
    void cutsWideCharactersWhole() {
        assertEquals("犬犬…", TextWidth.cut("犬犬犬犬", 6));
        assertEquals("犬…", TextWidth.cut("犬犬犬", 4));
        assertEquals("犬犬", TextWidth.cut("犬犬", 4));
    }

    private static String table(Look look, List<String> columns, List<? extends List<?>> rows) {
        StringWriter text = new StringWriter();
        TextTable.print(new PrintWriter(text), look, columns, rows);
        return text.toString();
    }
}
