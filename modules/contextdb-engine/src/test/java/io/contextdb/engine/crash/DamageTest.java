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
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Flips bits in every kind of file of a database of four MiB: with {@code -Dcontextdb.flips=all} one in every byte of metadata, log records, headers
 * and footers, and one in every 64th byte of the rest; otherwise in so many of those places as it says. The database is not opened, with an error
 * that says why, or every question is answered right or with {@code CORRUPTION}, which names the file; when none is refused, {@code verify} finds the
 * damage of a data file, unless it is mended by then. The same for blocks of zeros, files cut off, and other files in their place.
 */
class DamageTest {
    private static final String FLIPS = System.getProperty("contextdb.flips", "600");
    private static final int OTHER_DAMAGES = 60;
    private static final int THREADS = 2;
    private static final int REST_STEP = 64;
    /** Headers, of the file and of an index within, are at the begin of the first two pages; a footer is shorter than this. */
    private static final int HEADER_BYTES = 128;

    private static final int FOOTER_BYTES = 2048;
    private static final int PAGE_BYTES = 4096;
    private static final int NODES = 3000;
    private static final int NODES_DELETED = 40;
    private static final int DIMENSION = 128;
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
        for (long id = 0; id < NODES - NODES_DELETED; id += 1087) {
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
            if (node % 2 == 0) {
                questions.add(db -> hits(db, node, false));
                questions.add(db -> hits(db, node, true));
            }
            questions.add(
                    db -> Arrays.toString(db.queryHybrid(node, 2, 4).hits().ids()));
        }
        questions.add(db -> db.statistics().labels().toString());
        questions.add(db -> db.contentDigest(Progress.none()).toString());
        return questions;
    }

    private static String hits(GraphReader db, long id, boolean exactly) {
        SearchHits hits = new SearchHits();
        SimilarityQuery query = SimilarityQuery.top(5);
        db.querySimilar(id, exactly ? query.exactly() : query.ef(2 * NODES), hits);
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
                        i,
                        List.of(i % 2 == 0 ? "Even" : "Odd"),
                        Map.of("name", ("node " + i + ' ').repeat(12), "embedding", vector));
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

    /** A byte of a file. */
    private record Place(Path file, int offset) {}

    /** What came of a damage. */
    private enum Outcome {
        NOT_OPENED,
        REFUSED_IN_PART,
        RIGHT
    }

    /** Every place that the whole sweep flips a bit at. */
    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        files.forEach((path, bytes) -> {
            for (int offset = 0; offset < bytes.length; offset++) {
                if (offset % REST_STEP == 0 || isDense(path, bytes, offset)) {
                    places.add(new Place(path, offset));
                }
            }
        });
        return places;
    }

    private static boolean isDense(Path path, byte[] bytes, int offset) {
        if (!isData(path)) {
            return !isLog(path) || isWritten(bytes, offset);
        }
        boolean header = offset < 2 * PAGE_BYTES && offset % PAGE_BYTES < HEADER_BYTES;
        return path.toString().endsWith(".json") || header || offset >= bytes.length - FOOTER_BYTES;
    }

    /** Whether a byte of the log is near one that is not zero; what lies behind the records is not. */
    private static boolean isWritten(byte[] bytes, int offset) {
        for (int i = Math.max(0, offset - REST_STEP); i < Math.min(bytes.length, offset + REST_STEP); i++) {
            if (bytes[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLog(Path path) {
        return HOME.relativize(path).getNameCount() == 1;
    }

    private static boolean isData(Path path) {
        return !isLog(path) && !path.endsWith("FORMAT") && !path.endsWith("HEAD");
    }

    @Test
    void everyAnswerIsRightOrRefused() throws Exception {
        Random random = Seeds.random("everyAnswerIsRightOrRefused");
        List<Place> places = places();
        int all = places.size();
        if (!FLIPS.equals("all")) {
            places = sample(places, Integer.parseInt(FLIPS), random);
        }
        List<Callable<Outcome>> checks = new ArrayList<>();
        for (Place place : places) {
            int bit = 1 << random.nextInt(Byte.SIZE);
            checks.add(() -> check(place.file(), "bit " + bit + " of byte " + place.offset(), bytes -> {
                bytes[place.offset()] ^= (byte) bit;
                return bytes;
            }));
        }
        Map<Outcome, Integer> outcomes = run(checks);
        long bytes = files.values().stream().mapToLong(file -> file.length).sum();
        System.out.println("DamageTest: " + files.size() + " files of " + bytes + " bytes, " + places.size()
                + " flips of " + all + ", " + outcomes);
        assertEquals(Set.of(Outcome.values()), outcomes.keySet());
    }

    /** As many from each file, as far as it has them; large files would be all there is otherwise. */
    private List<Place> sample(List<Place> places, int count, Random random) {
        Map<Path, List<Place>> byFile = new TreeMap<>();
        places.forEach(place ->
                byFile.computeIfAbsent(place.file(), path -> new ArrayList<>()).add(place));
        List<Place> sample = new ArrayList<>();
        for (List<Place> ofFile : byFile.values()) {
            Collections.shuffle(ofFile, random);
            sample.addAll(ofFile.subList(0, Math.min(ofFile.size(), Math.max(1, count / byFile.size()))));
        }
        return sample;
    }

    /** The end of the log is left alone: that it is missing is what crashes leave, too. */
    @Test
    void blocksAndWholeFilesAreMissedAsWell() throws Exception {
        Random random = Seeds.random("blocksAndWholeFilesAreMissedAsWell");
        List<Path> data = files.keySet().stream().filter(path -> !isLog(path)).toList();
        List<Callable<Outcome>> checks = new ArrayList<>();
        for (int i = 0; i < OTHER_DAMAGES; i++) {
            Path path = data.get(random.nextInt(data.size()));
            int length = bytesOf(path).length;
            int page = random.nextInt(length) / PAGE_BYTES * PAGE_BYTES;
            checks.add(() -> check(path, "zeros from byte " + page, bytes -> {
                Arrays.fill(bytes, page, Math.min(length, page + PAGE_BYTES), (byte) 0);
                return bytes;
            }));
            int cut = random.nextInt(length);
            checks.add(() -> check(path, "cut off at byte " + cut, bytes -> Arrays.copyOf(bytes, cut)));
            Path other = data.get(random.nextInt(data.size()));
            checks.add(() ->
                    check(path, "a copy of " + other, bytes -> bytesOf(other).clone()));
        }
        System.out.println("DamageTest: " + checks.size() + " other damages, " + run(checks));
    }

    private byte[] bytesOf(Path path) {
        return Objects.requireNonNull(files.get(path));
    }

    private static Map<Outcome, Integer> run(List<Callable<Outcome>> checks) throws Exception {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Outcome> outcome : threads.invokeAll(checks)) {
                outcomes.merge(outcome.get(), 1, Integer::sum);
            }
        }
        return outcomes;
    }

    private Outcome check(Path damaged, String damage, UnaryOperator<byte[]> change) {
        MemoryFileSystem disk = new MemoryFileSystem();
        files.forEach(disk::put);
        byte[] bytes = change.apply(disk.bytes(damaged));
        disk.put(damaged, bytes);
        try {
            boolean changed = !Arrays.equals(bytes, bytesOf(damaged));
            return check(disk, isData(damaged) && changed ? damaged : null, bytes);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(damaged + ", " + damage, e);
        }
    }

    /** Checks a database of which {@code found}, if it is not null, is to be found by {@code verify}. */
    private Outcome check(MemoryFileSystem disk, @Nullable Path found, byte[] bytes) {
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
            if (found != null && refused == 0 && db.verify(Progress.none()).sound()) {
                // A snapshot that could not be opened is written again from the log, as soon as there is time.
                assertFalse(disk.exists(found) && Arrays.equals(bytes, disk.bytes(found)), "verify has found nothing");
            }
            return refused > 0 ? Outcome.REFUSED_IN_PART : Outcome.RIGHT;
        } catch (ContextDbException e) {
            assertTrue(
                    List.of(
                                    ErrorCode.CORRUPTION,
                                    ErrorCode.NOT_A_DATABASE,
                                    ErrorCode.FORMAT_TOO_NEW,
                                    ErrorCode.FOREIGN_FILE,
                                    ErrorCode.INVALID_CONFIGURATION)
                            .contains(e.code()),
                    e::getMessage);
            assertTrue(e.getMessage().contains(HOME.toString()), e::getMessage);
            return Outcome.NOT_OPENED;
        }
    }
}
