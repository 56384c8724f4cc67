package io.contextdb.engine.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.Direction;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphReader;
import io.contextdb.api.Progress;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.engine.TestDatabases;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Flips bytes in every kind of file of a database. {@code verify} finds each one in a data file, unless it is mended by then, and every question is answered right or with
 * {@code CORRUPTION}, which names the file. {@code -Dcontextdb.flips=...} tries more of them.
 */
class DamageTest {
    private static final int FLIPS_PER_FILE = Integer.getInteger("contextdb.flips", 5);
    private static final int NODES = 300;
    private static final int NODES_DELETED = 40;
    private static final int DIMENSION = 8;
    private static final int SEGMENT_BYTES = 64 << 10;
    private static final Path HOME = Path.of("/database");

    private final Map<Path, byte[]> files = new TreeMap<>();
    private final List<String> answers = new ArrayList<>();

    private static Database open(MemoryFileSystem disk) {
        return TestDatabases.open(HOME, TestDatabases.options().buildThreads(1), disk, SEGMENT_BYTES);
    }

    /** The questions asked; each comes to a text. */
    private static List<Function<GraphReader, String>> questions() {
        List<Function<GraphReader, String>> questions = new ArrayList<>();
        for (long id = 0; id < NODES - NODES_DELETED; id += 23) {
            long node = id;
            questions.add(db -> db.findNode(node).toString());
            questions.add(db -> db.findEdge(node + 1).toString());
            questions.add(db -> db.edges(node, Direction.BOTH).toString());
            questions.add(
                    db -> db.findVector(node, "embedding").map(Arrays::toString).orElse("none"));
            questions.add(db -> db.queryRelated(node, 2).size() + " related");
            questions.add(db -> db.findShortestPath(node, 7)
                    .map(path -> path.nodes().length)
                    .toString());
            questions.add(db -> hits(db, node, false));
            questions.add(db -> hits(db, node, true));
            questions.add(
                    db -> Arrays.toString(db.queryHybrid(node, 2, 4).hits().ids()));
        }
        questions.add(db -> db.statistics().labels().toString());
        return questions;
    }

    private static String hits(GraphReader db, long id, boolean exactly) {
        SearchHits hits = new SearchHits();
        SimilarityQuery query = SimilarityQuery.top(5);
        db.querySimilar(id, exactly ? query.exactly() : query, hits);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < hits.size(); i++) {
            text.append(hits.id(i)).append(' ').append(hits.similarity(i)).append(", ");
        }
        return text.toString();
    }

    @BeforeEach
    void makeDatabase() {
        MemoryFileSystem disk = new MemoryFileSystem();
        Random random = new Random(3);
        try (Database db = open(disk)) {
            for (int i = 0; i < NODES; i++) {
                float[] vector = new float[DIMENSION];
                for (int k = 0; k < DIMENSION; k++) {
                    vector[k] = (float) random.nextGaussian();
                }
                db.insertNode(
                        i, List.of(i % 2 == 0 ? "Even" : "Odd"), Map.of("name", "node " + i, "embedding", vector));
            }
            for (int i = 0; i < 3 * NODES; i++) {
                db.insertEdge(random.nextInt(NODES), random.nextInt(NODES), "T" + i % 3, Map.of("weight", i));
            }
            db.awaitIndexes(Progress.none());
            db.createSnapshot();
            for (int i = NODES; i < NODES + NODES_DELETED; i++) {
                db.insertNode(i, List.of("Late"), Map.of("name", "late"));
                db.detachDeleteNode(i - NODES_DELETED);
            }
            db.createSnapshot();
            db.insertNode(10_000, List.of("In the log"), Map.of());
            questions().forEach(question -> answers.add(answer(question, db)));
            assertTrue(answers.stream().noneMatch(text -> text.startsWith("refused")), answers::toString);
        }
        try (Database db = open(disk)) {
            // What verify looks at: the newest two snapshots.
            db.cleanup(0);
            assertEquals(2, db.snapshots().size());
        }
        collect(disk, HOME);
    }

    private void collect(MemoryFileSystem disk, Path directory) {
        for (Path path : disk.list(directory)) {
            if (disk.list(path).isEmpty() && !path.endsWith("LOCK")) {
                byte[] bytes = bytesOf(disk, path);
                if (bytes.length > 0) {
                    files.put(path, bytes);
                }
            } else {
                collect(disk, path);
            }
        }
    }

    private static byte[] bytesOf(MemoryFileSystem disk, Path path) {
        try {
            return disk.bytes(path);
        } catch (ContextDbException directory) {
            return new byte[0];
        }
    }

    private static String answer(Function<GraphReader, String> question, GraphReader db) {
        try {
            return question.apply(db);
        } catch (ContextDbException e) {
            assertEquals(ErrorCode.CORRUPTION, e.code(), e::getMessage);
            assertTrue(e.getMessage().contains(HOME.toString()), e::getMessage);
            return "refused";
        }
    }

    @Test
    void everyAnswerIsRightOrRefused() {
        Random random = Seeds.random("everyAnswerIsRightOrRefused");
        int flips = 0;
        int unopened = 0;
        int refused = 0;
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Path path = file.getKey();
            for (int i = 0; i < FLIPS_PER_FILE; i++) {
                int position = random.nextInt(file.getValue().length);
                flips++;
                try {
                    int refusals = check(path, position, 1 << random.nextInt(8));
                    unopened += refusals < 0 ? 1 : 0;
                    refused += Math.max(refusals, 0);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("byte " + position + " of " + path, e);
                }
            }
        }
        System.out.println("DamageTest " + files.size() + " files, " + flips + " flips, " + unopened + " not opened, "
                + refused + " answers refused");
        assertTrue(refused > 0);
    }

    /** Returns how many answers were refused, or -1 when the database was not opened. */
    private int check(Path damaged, int position, int bit) {
        MemoryFileSystem disk = new MemoryFileSystem();
        files.forEach(disk::put);
        byte[] bytes = disk.bytes(damaged);
        bytes[position] ^= (byte) bit;
        disk.put(damaged, bytes);
        boolean isData =
                HOME.relativize(damaged).getNameCount() > 1 && !damaged.endsWith("FORMAT") && !damaged.endsWith("HEAD");
        try (Database db = open(disk)) {
            List<Function<GraphReader, String>> questions = questions();
            int refused = 0;
            for (int i = 0; i < questions.size(); i++) {
                String answer = answer(questions.get(i), db);
                if (answer.equals("refused")) {
                    refused++;
                } else {
                    assertEquals(answers.get(i), answer);
                }
            }
            if (isData && db.verify(Progress.none()).sound()) {
                // A snapshot that could not be opened is written again from the log, as soon as there is time.
                assertFalse(
                        disk.exists(damaged) && Arrays.equals(bytes, disk.bytes(damaged)), "verify has found nothing");
            }
            return refused;
        } catch (ContextDbException e) {
            assertTrue(
                    List.of(
                                    ErrorCode.CORRUPTION,
                                    ErrorCode.NOT_A_DATABASE,
                                    ErrorCode.FORMAT_TOO_NEW,
                                    ErrorCode.INVALID_CONFIGURATION)
                            .contains(e.code()),
                    e::getMessage);
            return -1;
        }
    }
}
