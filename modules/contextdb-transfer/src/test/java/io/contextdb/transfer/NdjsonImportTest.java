package io.contextdb.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NdjsonImportTest {
    @TempDir
    Path directory;

    @Test
    void readsNodesEdgesAndVectors() throws IOException {
        ImportRun run = new ImportRun(directory);
        Path file = run.write(
                "graph.ndjson.gz",
                "{\"type\":\"node\",\"id\":1,\"labels\":[\"User\"],\"properties\":{\"name\":\"Ann\",\"age\":41,\"none\":null},"
                        + "\"vectors\":{\"face\":[1,0.5]}}",
                "",
                "{\"id\":18446744073709551615,\"properties\":{\"tags\":[\"a\",2,true],\"at\":{\"x\":1.5}}}",
                "{\"type\":\"edge\",\"from\":1,\"to\":18446744073709551615,\"kind\":\"OWNS\"}",
                "{\"from\":1,\"to\":1,\"type\":\"LINKS\",\"properties\":{\"w\":0.5}}",
                "{\"from\":1,\"to\":1}",
                "{\"type\":\"vector\",\"id\":1,\"values\":[0.25,1e3]}");
        ImportSummary summary = run.read(file);
        assertEquals(6, summary.rows());
        assertEquals("[User] {age=41, name=Ann}", run.loader.nodes.get(1L));
        assertEquals("[] {at={x=1.5}, tags=[a, 2, true]}", run.loader.nodes.get(-1L));
        assertEquals(
                List.of("1-OWNS->18446744073709551615", "1-LINKS->1 {w=FloatValue[value=0.5]}", "1-RELATED->1"),
                run.loader.edges);
        assertArrayEquals(new float[] {1, 0.5f}, run.loader.vectors.get("face/1"));
        assertArrayEquals(new float[] {0.25f, 1000}, run.loader.vectors.get("embedding/1"));
    }

    @Test
    void membersThatWouldBeLostAreBadRows() throws IOException {
        ImportRun run = new ImportRun(directory);
        Path file = run.write(
                "flat.ndjson",
                "{\"id\":1}",
                "{\"id\":2,\"name\":\"Bob\"}",
                "{\"id\":3,\"type\":\"person\"}",
                "{\"from\":1,\"to\":1,\"since\":2020}",
                "{\"from\":1,\"to\":1,\"kind\":\"OWNS\",\"type\":\"LINKS\"}",
                "{\"id\":1,\"values\":[1],\"weight\":2}");
        assertEquals(5, run.read(file).rejected());
        assertEquals(Set.of(1L), run.loader.nodes.keySet());
        assertEquals(List.of(), run.loader.edges);
        assertTrue(run.loader.vectors.isEmpty());
    }

    @Test
    void readsTypedValues() throws IOException {
        ImportRun run = new ImportRun(directory);
        Path file = run.write(
                "typed.jsonl",
                "{\"id\":1,\"properties\":{"
                        + "\"a\":{\"$type\":\"Date\",\"_value\":\"2024-02-29\"},"
                        + "\"b\":{\"$type\":\"Duration\",\"_value\":\"P1M\"},"
                        + "\"c\":{\"$type\":\"Point\",\"_value\":\"SRID=4326;POINT (11.6 48.1)\"},"
                        + "\"d\":{\"$type\":\"Base64\",\"_value\":\"AQI=\"},"
                        + "\"e\":{\"$type\":\"Integer\",\"_value\":\"7\"},"
                        + "\"f\":{\"$type\":\"List\",\"_value\":[{\"$type\":\"LocalTime\",\"_value\":\"12:30\"}]},"
                        + "\"g\":{\"$type\":\"ZonedDateTime\",\"_value\":\"2024-02-29T12:30+01:00[Europe/Berlin]\"},"
                        + "\"h\":{\"$type\":\"Vector\",\"_value\":[1,2]}}}");
        run.read(file);
        String node = String.valueOf(run.loader.nodes.get(1L));
        assertTrue(node.contains("a=2024-02-29, b=DurationValue[months=1"), node);
        assertTrue(node.contains("c=PointValue[system=WGS84_2D, coordinates=[11.6, 48.1]]"), node);
        assertTrue(node.contains("e=7, f=[12:30], g=2024-02-29T12:30+01:00[Europe/Berlin]"), node);
        assertArrayEquals(new float[] {1, 2}, run.loader.vectors.get("h/1"));
    }

    @Test
    void nestingBeyondTheParsersLimitIsABadRow() throws IOException {
        ImportRun run = new ImportRun(directory);
        int depth = 20_000;
        Path file = run.write(
                "deep.ndjson",
                "{\"id\":1,\"properties\":{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}}",
                "{\"id\":2}");
        ImportSummary summary = run.read(file);
        assertEquals(1, summary.rejected());
        assertEquals(Set.of(2L), run.loader.nodes.keySet());
    }

    @Test
    void readsArraysOfObjects() throws IOException {
        ImportRun run = new ImportRun(directory);
        Path file = run.write(
                "graph.json",
                " [ {\"id\": 1,",
                "    \"labels\": [\"User\"]},",
                "  7, [{\"id\": 8}],",
                "  {\"id\": 2, \"properties\": {\"deep\": {\"l\": [1, [null, {\"a\": 1}]]}}},",
                "  {\"id\": 9, \"from\": 1, \"to\": 1, \"kind\": \"OWNS\"}]");
        ImportSummary summary = run.read(file);
        assertEquals(2, summary.rows());
        assertEquals(Set.of(1L), run.loader.nodes.keySet());
        assertEquals(List.of("1-OWNS->1"), run.loader.edges);
        assertEquals(
                List.of(
                        "element 1 (line 3): CDB-1006: the element is no JSON object",
                        "element 2 (line 3): CDB-1006: the element is no JSON object",
                        "element 3 (line 4): CDB-1006: null within a list; lists hold values only"),
                run.reasons(directory.resolve("graph.json.rejects")));
    }

    @Test
    void anArrayThatIsNotWholeEndsTheImport() throws IOException {
        for (String text :
                List.of("[", "[{\"id\":1}", "[{\"id\":1},", "[{\"id\":1", "[{\"id\":1}]]", "[{\"id\":1} 2]")) {
            ImportRun run = new ImportRun(directory);
            ContextDbException refused = run.readFails(ImportOptions.defaults(), run.write("broken.json", text));
            assertEquals(ErrorCode.MALFORMED_INPUT, refused.code(), text);
        }
    }

    @Test
    void edgesKeepTheirIdsWhenAsked() throws IOException {
        ImportRun run = new ImportRun(directory);
        Path file = run.write(
                "edges.ndjson",
                "{\"id\":1}",
                "{\"id\":18446744073709551615,\"from\":1,\"to\":1}",
                "{\"from\":1,\"to\":1}");
        ImportSummary summary = run.read(ImportOptions.defaults().keepEdgeIds(true), file);
        assertEquals(1, summary.rejected());
        assertEquals(List.of("18446744073709551615: 1-RELATED->1"), run.loader.edges);
    }

    @Test
    void mapsTextIds() throws IOException {
        ImportRun run = new ImportRun(directory);
        Path file = run.write(
                "text.ndjson",
                "{\"id\":\"ann\"}",
                "{\"id\":\"bob\",\"properties\":{\"id\":\"own\"}}",
                "{\"from\":\"bob\",\"to\":\"ann\",\"kind\":\"LINKS\"}",
                "{\"type\":\"vector\",\"id\":\"ann\",\"values\":[1]}");
        run.read(file);
        assertEquals("[] {id=ann}", run.loader.nodes.get(1L));
        assertEquals("[] {id=own}", run.loader.nodes.get(2L));
        assertEquals(List.of("2-LINKS->1"), run.loader.edges);
        assertArrayEquals(new float[] {1}, run.loader.vectors.get("embedding/1"));
    }

    @Test
    void refusesLinesOneByOne() throws IOException {
        ImportRun run = new ImportRun(directory);
        Path file = run.write(
                "bad.ndjson",
                "{\"id\":1}",
                "{\"id\":2,",
                "[1]",
                "{\"id\":-3}",
                "{\"labels\":[]}",
                "{\"id\":4,\"labels\":\"User\"}",
                "{\"id\":5,\"properties\":{\"n\":9223372036854775808}}",
                "{\"id\":6,\"properties\":{\"l\":[null]}}",
                "{\"id\":7,\"properties\":{\"d\":{\"$type\":\"Date\",\"_value\":\"soon\"}}}",
                "{\"id\":8,\"id\":9}",
                "{\"id\":10}{\"id\":11}",
                "{\"from\":1,\"to\":99}",
                "{\"id\":1,\"values\":[\"x\"]}",
                "{\"id\":12}");
        assertEquals(12, run.read(file).rejected());
        assertEquals(List.of(1L, 12L), List.copyOf(run.loader.nodes.keySet()));
        List<String> reasons = run.reasons(directory.resolve("bad.ndjson.rejects"));
        String[] expected = {
            "line 2: CDB-1006: malformed JSON at column 9: ",
            "line 3: CDB-1006: the line is no JSON object",
            "line 4: CDB-1006: \"id\" is -3; it must be an unsigned 64-bit number or a text",
            "line 5: CDB-1006: no \"id\"",
            "line 6: CDB-1006: \"labels\" is no JSON array",
            "line 7: CDB-1006: the number 9223372036854775808 does not fit a signed 64-bit integer",
            "line 8: CDB-1006: null within a list",
            "line 9: CDB-1006: 'soon' is no date",
            "line 10: CDB-1006: malformed JSON",
            "line 11: CDB-1006: text behind the JSON object",
            "line 12: CDB-2000: no node 99",
            "line 13: CDB-1006: component 0 of the vector 'embedding' is no number",
        };
        for (int i = 0; i < expected.length; i++) {
            assertTrue(reasons.get(i).startsWith(expected[i]), reasons.get(i));
        }
    }
}
