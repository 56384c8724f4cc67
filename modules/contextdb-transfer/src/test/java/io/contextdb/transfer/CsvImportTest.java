package io.contextdb.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.VectorIndexOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvImportTest {
    @TempDir
    Path directory;

    private ImportRun run;

    @BeforeEach
    void begin() {
        run = new ImportRun(directory);
    }

    @Test
    void readsNodesBeforeEdgesWhateverTheOrderOfFiles() throws IOException {
        Path edges = run.write("edges.csv", ":START_ID,:END_ID,:TYPE,since:int", "1,2,OWNS,2020", "2,1,LINKS,");
        Path nodes = run.write(
                "nodes.csv.gz",
                ":ID,name,words:string[],age:long,:LABEL",
                "1,Ann,a;b,41,User;Person",
                "2,\"Bob, the\"\"B\"\"\",,,User");
        ImportSummary summary = run.read(edges, nodes);
        assertEquals("[Person, User] {age=41, name=Ann, words=[a, b]}", run.loader.nodes.get(1L));
        assertEquals("[User] {name=Bob, the\"B\"}", run.loader.nodes.get(2L));
        assertEquals(List.of("1-OWNS->2 {since=IntegerValue[value=2020]}", "2-LINKS->1"), run.loader.edges);
        assertEquals(4, summary.rows());
        assertEquals(0, summary.rejected());
    }

    @Test
    void readsPlainFilesWithTabsAndDefaults() throws IOException {
        Path nodes = run.write("nodes.tsv", "id\tlabel\tname", "18446744073709551615\tUser\tMax", "0\t\tZero");
        Path edges = run.write("edges.txt", "from\tto", "0\t18446744073709551615");
        run.read(ImportOptions.defaults().labels(List.of("All")).edgeType("KNOWS"), nodes, edges);
        assertEquals("[All, User] {name=Max}", run.loader.nodes.get(-1L));
        assertEquals("[All] {name=Zero}", run.loader.nodes.get(0L));
        assertEquals(List.of("0-KNOWS->18446744073709551615"), run.loader.edges);
    }

    @Test
    void aListUnderTheNameOfTheVectorSpaceIsAVector() throws IOException {
        Path csv = run.write("nodes.csv", ":ID,embedding:float[],weights:float[],:LABEL", "1,0.5;1,0.5;1,", "2,,,");
        Path json =
                run.write("nodes.ndjson", "{\"id\":3,\"properties\":{\"embedding\":[1,0.25],\"weights\":[1,0.25]}}");
        run.read(csv, json);
        assertEquals("[] {weights=[0.5, 1.0]}", run.loader.nodes.get(1L));
        assertEquals("[] {}", run.loader.nodes.get(2L));
        assertEquals("[] {weights=[1, 0.25]}", run.loader.nodes.get(3L));
        assertEquals(Set.of("embedding/1", "embedding/3"), run.loader.vectors.keySet());
        assertArrayEquals(new float[] {1, 0.25f}, run.loader.vectors.get("embedding/3"));
    }

    @Test
    void takesAHeaderFromTheOptionsForFilesWithoutOne() throws IOException {
        Path nodes = run.write("nodes.csv", "id", "1", "2");
        run.read(nodes);
        Path edges = run.write("snap.txt", "# a comment", "1\t2");
        CsvFormat snap = new CsvFormat(CsvFormat.NONE, ';', '"', '#', "from\tto");
        run.read(ImportOptions.defaults().csv(snap), edges);
        assertEquals(List.of("1-RELATED->2"), run.loader.edges);
    }

    @Test
    void mapsTextIdsAndKeepsThemAsProperties() throws IOException {
        Path people = run.write("people.csv", "email:ID,name", "ann@x.org,Ann", "bob@x.org,Bob", "ann@x.org,Again");
        Path edges =
                run.write("edges.csv", ":START_ID,:END_ID,:TYPE", "bob@x.org,ann@x.org,LINKS", "x,ann@x.org,LINKS");
        ImportSummary summary = run.read(people, edges);
        assertEquals("[] {email=ann@x.org, name=Ann}", run.loader.nodes.get(1L));
        assertEquals(List.of("2-LINKS->1"), run.loader.edges);
        assertEquals(2, summary.rejected());
        assertEquals(
                List.of("line 4: CDB-3000: the id 'ann@x.org' is taken"), run.reasons(Path.of(people + ".rejects")));
        assertEquals(
                List.of("line 3: CDB-2000: no node with the id 'x' came before; ids that are texts mean nodes of the"
                        + " same import"),
                run.reasons(Path.of(edges + ".rejects")));
    }

    @Test
    void keepsEqualNumbersOfDifferentGroupsApart() throws IOException {
        Path people = run.write("people.csv", "personId:ID(Person)", "1");
        Path films = run.write("films.csv", "filmId:ID(Film)", "1");
        Path edges = run.write("edges.csv", ":START_ID(Person),:END_ID(Film),:TYPE", "1,1,LIKES");
        run.read(people, films, edges);
        assertEquals("[] {personId=1}", run.loader.nodes.get(1L));
        assertEquals("[] {filmId=1}", run.loader.nodes.get(2L));
        assertEquals(List.of("1-LIKES->2"), run.loader.edges);
    }

    @Test
    void refusesRowsOneByOneWithLineAndReason() throws IOException {
        Path nodes = run.write(
                "nodes.csv",
                ":ID,age:int,:LABEL",
                "1,41,User",
                "x,2,User",
                "2,old,User",
                "3,4",
                "1,5,User",
                "4,\"6\"7,User",
                ",8,User",
                "5,\"9\",User");
        ImportSummary summary = run.read(nodes);
        assertEquals(2, summary.rows());
        assertEquals(6, summary.rejected());
        Path rejects = directory.resolve("nodes.csv.rejects");
        assertEquals(List.of(rejects), summary.rejectsFiles());
        assertEquals(
                List.of(
                        "line 3: CDB-1006: the id 'x' is no unsigned 64-bit number, as ids are, by choice or because"
                                + " the first"
                                + " one was; --ids text takes any",
                        "line 4: CDB-1006: column 'age': 'old' is no int; expected a whole number from -2147483648 to"
                                + " 2147483647",
                        "line 5: CDB-1006: the row has 2 fields, the header 3",
                        "line 6: CDB-3000: node 1 exists",
                        "line 7: CDB-1006: text behind the closing quote of field 2",
                        "line 8: CDB-1006: the id is empty"),
                run.reasons(rejects));
        assertTrue(Files.readString(rejects).contains("\t2,old,User\n"));
        assertEquals(List.of(1L, 5L), List.copyOf(run.loader.nodes.keySet()));
    }

    @Test
    void strictStopsAtTheFirstBadRow() throws IOException {
        Path nodes = run.write("nodes.csv", "id,age:int", "1,2", "2,x", "3,y");
        ContextDbException failure = run.readFails(ImportOptions.defaults().strict(true), nodes);
        assertEquals(ErrorCode.MALFORMED_INPUT, failure.code());
        assertTrue(failure.getMessage().startsWith("CDB-1006: " + nodes + ", line 3: column 'age': 'x' is no int"));
        assertFalse(Files.exists(directory.resolve("nodes.csv.rejects")));
    }

    @Test
    void aRejectsFileIsAlwaysOfTheLastImport() throws IOException {
        Path nodes = run.write("nodes.csv", "id,age:int", "1,x");
        Path rejects = directory.resolve("all.rejects");
        run.read(ImportOptions.defaults().rejects(rejects), nodes);
        assertEquals(1, run.reasons(rejects).size());
        run.write("nodes.csv", "id,age:int", "1,2");
        run.read(ImportOptions.defaults().rejects(rejects), nodes);
        assertFalse(Files.exists(rejects));
    }

    @Test
    void readsVectorsFromAColumnAndDeclaresTheirSpace() throws IOException {
        Path nodes = run.write("nodes.csv", ":ID,embedding:vector,other:vector", "1,0.5;-1,1", "2,0.5;x,", "3,1,2");
        ImportOptions options = ImportOptions.defaults()
                .vectors(new ImportOptions.Vectors("embedding", 0, Optional.of(VectorIndexOptions.of("flat"))));
        assertEquals(2, run.read(options, nodes).rejected());
        assertArrayEquals(new float[] {0.5f, -1}, run.loader.vectors.get("embedding/1"));
        assertEquals(VectorIndexOptions.of("flat"), run.loader.indexes.get("embedding"));
        assertFalse(run.loader.indexes.containsKey("other"));
        assertEquals(
                List.of(
                        "line 3: CDB-1006: column 'embedding': component 1 of the vector, 'x', is no number",
                        "line 4: CDB-1001: dimension 1; it must be 2"),
                run.reasons(directory.resolve("nodes.csv.rejects")));
    }

    @Test
    void aFileThatIsWrongAsAWholeEndsTheImport() throws IOException {
        ImportOptions options = ImportOptions.defaults();
        Path missing = directory.resolve("missing.csv");
        assertEquals(ErrorCode.FILE_NOT_FOUND, run.readFails(options, missing).code());
        assertEquals(
                ErrorCode.INVALID_ARGUMENT, run.readFails(options, directory).code());
        Path header = run.write("header.csv", "name,age");
        assertTrue(run.readFails(options, header)
                .getMessage()
                .contains(header + ", line 1 (the header): no column says ID"));
        Path empty = run.write("empty.csv", new byte[0]);
        assertTrue(run.readFails(options, empty).getMessage().contains("the file is empty"));
    }

    @Test
    void aTruncatedOrDamagedGzEndsTheImport() throws IOException {
        StringBuilder rows = new StringBuilder("id\n");
        for (int i = 0; i < 100_000; i++) {
            rows.append(i).append('\n');
        }
        Path whole = run.write("whole.csv.gz", rows.toString());
        byte[] content = Files.readAllBytes(whole);
        Path truncated = directory.resolve("truncated.csv.gz");
        Files.write(truncated, ImportRun.cut(content, content.length / 2));
        ContextDbException failure = run.readFails(ImportOptions.defaults(), truncated);
        assertEquals(ErrorCode.MALFORMED_INPUT, failure.code());
        assertTrue(failure.getMessage().contains("the gzip data ends too early"), failure::getMessage);
        content[content.length / 2] ^= 0x55;
        Path damaged = directory.resolve("damaged.csv.gz");
        Files.write(damaged, content);
        ContextDbException second = new ImportRun(directory).readFails(ImportOptions.defaults(), damaged);
        assertEquals(ErrorCode.MALFORMED_INPUT, second.code());
        assertTrue(second.getMessage().contains("the gzip data is damaged"), second::getMessage);
    }
}
