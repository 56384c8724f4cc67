package io.contextdb.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResultsTest {
    @Test
    void printsTables() {
        assertEquals("""
                                  id  labels  name       age
                                   1  A; B    Ann         41
                18446744073709551615          Bob "x"|y
                """, print(OutputFormat.TABLE, List.of()));
    }

    @Test
    void printsJson() {
        assertEquals("""
                [{"id":1,"labels":["A","B"],"properties":{"age":41,"name":"Ann"}},\
                {"id":18446744073709551615,"labels":[],"properties":{"name":"Bob \\"x\\"|y"}}]
                """, print(OutputFormat.JSON, List.of()));
    }

    @Test
    void printsAnObjectOnEachLineWithTheChosenProperties() {
        assertEquals("""
                {"id":1,"labels":["A","B"],"properties":{"name":"Ann"}}
                {"id":18446744073709551615,"labels":[],"properties":{"name":"Bob \\"x\\"|y"}}
                """, print(OutputFormat.NDJSON, List.of("name", "missing")));
    }

    @Test
    void printsCsv() {
        assertEquals("""
                id,labels,name,age
                1,A; B,Ann,41
                18446744073709551615,,"Bob ""x""|y",
                """, print(OutputFormat.CSV, List.of()));
    }

    @Test
    void printsMarkdown() {
        assertEquals("""
                | id | labels | age |
                | --- | --- | --- |
                | 1 | A; B | 41 |
                | 18446744073709551615 |  |  |
                """, print(OutputFormat.MARKDOWN, List.of("age")));
    }

    @Test
    void printsLines() {
        assertEquals("""
                id      1
                labels  A; B
                name    Ann
                age     41

                id      18446744073709551615
                name    Bob "x"|y
                """, print(OutputFormat.LINE, List.of()));
    }

    @Test
    void printsFloatsOfTheDataWholeAndFiguresRounded() {
        Results results = new Results();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("similarity", 0.123456789);
        object.put(
                "properties",
                new TreeMap<>(Map.of("big", Value.of(1e300), "pi", Value.of(3.14159265), "tiny", Value.of(1e-300))));
        results.add(object);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = Console.of(out, new ByteArrayOutputStream(), Look.PLAIN);
        results.print(console, OutputFormat.TABLE, List.of());
        console.flush();
        assertEquals("""
                similarity      big          pi      tiny
                    0.1235  1.0E300  3.14159265  1.0E-300
                """, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void printsNothingForNoResultsButJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = Console.of(out, new ByteArrayOutputStream(), Look.PLAIN);
        for (OutputFormat format : OutputFormat.values()) {
            new Results().print(console, format, List.of());
        }
        console.flush();
        assertEquals("[]\n", out.toString(StandardCharsets.UTF_8));
    }

    private static String print(OutputFormat format, List<String> shown) {
        Results results = new Results();
        results.add(object(1, List.of("A", "B"), Map.of("name", Value.of("Ann"), "age", Value.of(41))));
        results.add(object(-1, List.of(), Map.of("name", Value.of("Bob \"x\"|y"))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = Console.of(out, new ByteArrayOutputStream(), Look.PLAIN);
        results.print(console, format, shown);
        console.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> object(long id, List<String> labels, Map<String, Value> properties) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", new UnsignedId(id));
        object.put("labels", labels);
        object.put("properties", new TreeMap<>(properties));
        return object;
    }
}
