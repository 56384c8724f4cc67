package io.contextdb.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Direction;
import io.contextdb.api.Metric;
import io.contextdb.api.Snapshot.Operation;
import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.StorageWriter;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every storage provider does with changes and views. */
public abstract class StorageContract extends StorageFixture {
    private static final int RANDOM_CHANGES = 3000;
    private static final int HUB_EDGES = 3000;

    /** For the provider's test class. */
    protected StorageContract() {}

    /** A state that was published, and what it must go on showing. */
    private record Remembered(StorageModel model, StorageView view) {}

    @Test
    public void theEmptyDatabaseShowsNothingButTheEdgeTypes() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            assertEquals(List.of(), storage.snapshots());
            ViewCheck.assertShows(new StorageModel(), generation.view());
        }
    }

    /** The heart of the contract: anything the engine may do, in any order, over any number of snapshots. */
    @Test
    public void everyViewShowsItsStateForEver() {
        Random random = Seeds.random("everyViewShowsItsStateForEver");
        RandomChanges changes = new RandomChanges(random);
        List<StorageGeneration> generations = new ArrayList<>();
        List<Remembered> remembered = new ArrayList<>();
        try (Storage storage = openStorage()) {
            StorageGeneration generation = storage.openEmpty();
            generations.add(generation);
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            long snapshots = 0;
            for (int step = 1; step <= RANDOM_CHANGES; step++) {
                changes.next(writer);
                if (random.nextInt(25) == 0) {
                    StorageView view = writer.publish();
                    remembered.add(new Remembered(writer.model().copy(), view));
                    ViewCheck.assertShows(writer.model(), generation.view());
                }
                if (random.nextInt(400) == 0) {
                    StorageView view = writer.publish();
                    Operation operation = random.nextBoolean() ? Operation.CHECKPOINT : Operation.COMPACT;
                    SnapshotRecord record = snapshot(storage, view, ++snapshots, operation);
                    ViewCheck.assertShows(writer.model(), view);
                    generation = storage.open(record);
                    generations.add(generation);
                    StorageModel after = writer.model().afterSnapshot(operation == Operation.COMPACT);
                    writer = new ModelledWriter(generation, after, writer.spaceNext());
                    ViewCheck.assertShows(after, generation.view());
                }
            }
            for (Remembered state : remembered) {
                ViewCheck.assertShows(state.model(), state.view());
            }
        } finally {
            generations.forEach(StorageGeneration::close);
        }
    }

    @Test
    public void changesAreInvisibleUntilPublished() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            RandomChanges changes = new RandomChanges(Seeds.random("changesAreInvisibleUntilPublished"));
            StorageView before = generation.view();
            for (int i = 0; i < 200; i++) {
                changes.next(writer);
            }
            ViewCheck.assertShows(new StorageModel(), before);
            ViewCheck.assertShows(new StorageModel(), generation.view());
            StorageView after = writer.publish();
            ViewCheck.assertShows(writer.model(), after);
            ViewCheck.assertShows(new StorageModel(), before);
        }
    }

    @Test
    public void whatIsOpenStaysReadableWhenTheStorageIsClosed() {
        Storage storage = openStorage();
        try (StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            new RandomChanges(Seeds.random("whatIsOpenStaysReadable")).next(writer);
            StorageView view = writer.publish();
            SnapshotRecord record = snapshot(storage, view, 1, Operation.CHECKPOINT);
            try (StorageGeneration written = storage.open(record)) {
                storage.close();
                ViewCheck.assertShows(writer.model(), view);
                ViewCheck.assertShows(writer.model().afterSnapshot(false), written.view());
            }
        }
    }

    @Test
    public void idsAreUnsignedAndEveryPatternIsOne() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            for (long id : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1, -2}) {
                writer.createNode(id, new TreeSet<>(), new TreeMap<>());
                writer.createEdge(id, 0, writer.model().node(id), 0, new TreeMap<>());
            }
            ViewCheck.assertShows(writer.model(), writer.publish());
            assertEquals(-1, generation.view().nodeIdHighest());
        }
    }

    @Test
    public void aDeletedNodesIdMayBeUsedAgain() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            int first = writer.createNode(7, new TreeSet<>(), new TreeMap<>());
            StorageView before = writer.publish();
            writer.deleteNode(first);
            StorageView between = writer.publish();
            int second = writer.createNode(7, new TreeSet<>(), new TreeMap<>());
            StorageView after = writer.publish();
            assertEquals(first, before.node(7));
            assertEquals(-1, between.node(7));
            assertEquals(second, after.node(7));
            assertEquals(7, after.nodeId(first), "a dead node keeps its id");
            ViewCheck.assertShows(writer.model(), after);
        }
    }

    /** A node with many edges, of which most are deleted again, in the snapshot and above it. */
    @Test
    public void hubsGrowAndShrink() {
        try (Storage storage = openStorage();
                StorageGeneration first = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(first, new StorageModel(), 0);
            for (int i = 0; i < HUB_EDGES; i++) {
                writer.createNode(i, new TreeSet<>(), new TreeMap<>());
                writer.createEdge(i + 1L, 0, HUB_EDGES - 1 - i > i ? 0 : HUB_EDGES - 1 - i, i % 3, new TreeMap<>());
            }
            deleteEdges(writer, 4);
            StorageView view = writer.publish();
            ViewCheck.assertShows(writer.model(), view);
            SnapshotRecord record = snapshot(storage, view, 1, Operation.CHECKPOINT);
            try (StorageGeneration second = storage.open(record)) {
                writer = new ModelledWriter(second, writer.model().afterSnapshot(false), 0);
                deleteEdges(writer, 3);
                for (int i = 0; i < HUB_EDGES / 2; i++) {
                    writer.createEdge(HUB_EDGES + 1L + i, i, 0, 1, new TreeMap<>());
                }
                ViewCheck.assertShows(writer.model(), writer.publish());
            }
        }
    }

    private static void deleteEdges(ModelledWriter writer, int every) {
        new ArrayList<>(writer.model().edges.values())
                .stream().filter(edge -> edge.id() % every != 0).forEach(writer::deleteEdge);
    }

    @Test
    public void aSpaceWithoutDimensionWaitsForOne() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            int node = writer.createNode(1, new TreeSet<>(), new TreeMap<>());
            VectorIndexOptions open = VectorIndexOptions.hnsw().metric(Metric.DOT);
            int undecided = writer.createSpace("embedding", open);
            StorageView before = writer.publish();
            ViewCheck.assertShows(writer.model(), before);
            writer.dropSpace(undecided);
            int decided = writer.createSpace("embedding", open.dimension(3));
            writer.putVector(decided, node, new float[] {1, 2, 3}, 1);
            StorageView after = writer.publish();
            ViewCheck.assertShows(writer.model(), after);
            assertEquals(0, before.rows(undecided).count());
            snapshot(storage, after, 1, Operation.CHECKPOINT);
        }
    }

    @Test
    public void deltaBytesGrow() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            long before = generation.deltaBytes();
            for (int i = 0; i < 10_000; i++) {
                generation
                        .writer()
                        .createNode(i, new int[0], new int[] {0}, new Value[] {new Value.StringValue("x".repeat(100))});
            }
            generation.writer().publish(new LogPosition(1, 1));
            long grown = generation.deltaBytes() - before;
            assertTrue(grown >= 1_000_000, () -> "10,000 nodes of 100 characters took " + grown + " bytes");
        }
    }

    /** Each publication adds one node that is joined to all before it; readers meet only whole publications. */
    @Test
    public void readersMeetWholeStatesWhileTheWriterWorks() throws InterruptedException {
        int nodes = 400;
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            AtomicBoolean done = new AtomicBoolean();
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            List<Thread> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(Thread.ofPlatform().start(() -> {
                    try {
                        while (!done.get()) {
                            assertWholeClique(generation.view());
                        }
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                }));
            }
            StorageWriter writer = generation.writer();
            int space = -1;
            for (int node = 0; node < nodes; node++) {
                writer.createNode(node, new int[0], new int[0], new Value[0]);
                space = node == 0
                        ? writer.createSpace(
                                "embedding", VectorIndexOptions.hnsw().dimension(2))
                        : space;
                for (int other = 0; other < node; other++) {
                    writer.createEdge(edgeId(node, other), node, other, 0, new int[0], new Value[0]);
                }
                writer.putVector(space, node, new float[] {node, 1}, 1);
                writer.publish(new LogPosition(1, node + 1L));
            }
            done.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
            assertNull(failure.get(), () -> "a reader met " + failure.get());
            assertWholeClique(generation.view());
        }
    }

    /**
     * One thread makes any change there is, over the newest snapshot and without one; others go on reading what was
     * published before.
     */
    @Test
    public void publishedViewsStayWhileTheWriterWorks() throws InterruptedException {
        Random random = Seeds.random("publishedViewsStayWhileTheWriterWorks");
        RandomChanges changes = new RandomChanges(random);
        try (Storage storage = openStorage();
                StorageGeneration first = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(first, new StorageModel(), 0);
            raceReaders(writer, changes, random);
            SnapshotRecord record = snapshot(storage, writer.publish(), 1, Operation.CHECKPOINT);
            try (StorageGeneration second = storage.open(record)) {
                StorageModel model = writer.model().afterSnapshot(false);
                raceReaders(new ModelledWriter(second, model, writer.spaceNext()), changes, random);
            }
        }
    }

    private static void raceReaders(ModelledWriter writer, RandomChanges changes, Random random)
            throws InterruptedException {
        StorageView before = writer.publish();
        AtomicReference<Remembered> newest =
                new AtomicReference<>(new Remembered(writer.model().copy(), before));
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            readers.add(Thread.ofPlatform()
                    .uncaughtExceptionHandler((thread, e) -> failure.set(e))
                    .start(() -> {
                        while (!done.get()) {
                            Remembered state = Objects.requireNonNull(newest.get());
                            ViewCheck.assertShows(state.model(), state.view());
                        }
                    }));
        }
        try {
            for (int step = 0; step < RANDOM_CHANGES / 2 && failure.get() == null; step++) {
                changes.next(writer);
                if (random.nextInt(10) == 0) {
                    StorageView view = writer.publish();
                    newest.set(new Remembered(writer.model().copy(), view));
                }
            }
        } finally {
            done.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
        }
        assertNull(failure.get(), () -> "a reader met " + failure.get());
    }

    private static long edgeId(long node, long other) {
        return node * (node - 1) / 2 + other + 1;
    }

    private static void assertWholeClique(StorageView view) {
        int count = (int) view.nodeCount();
        assertEquals(count, view.nodeLimit());
        assertEquals(count, view.position().index());
        assertEquals((long) count * (count - 1) / 2, view.edgeCount());
        int[] neighbors = new int[2 * count];
        for (int node = 0; node < count; node += 7) {
            assertEquals(node, view.node(node));
            int found = view.neighbors(node, Direction.BOTH, StorageView.ANY_TYPE, neighbors, 0);
            assertEquals(count - 1, found, "neighbours in a clique");
            assertEquals(node, view.rows(0).row(node));
            assertEquals(node, view.rows(0).node(node));
        }
        if (count > 1) {
            int edge = view.edge(edgeId(count - 1, 0));
            assertEquals(count - 1, view.edgeSource(edge));
            assertEquals(count, view.rows(0).liveCount());
            assertEquals(-1, view.token(TokenKind.LABEL, "none"));
        }
    }
}
