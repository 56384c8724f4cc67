package io.contextdb.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Metric;
import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot.Operation;
import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.BulkStage;
import io.contextdb.api.spi.PendingSnapshot;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.StageRecord;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.testkit.RandomValues;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.storage.StorageModel.ModelEdge;
import io.contextdb.testkit.storage.StorageModel.ModelNode;
import io.contextdb.testkit.storage.StorageModel.ModelRow;
import io.contextdb.testkit.storage.StorageModel.ModelSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every storage provider does with bulk loads: all of it behind what is there, or nothing. */
public abstract class ImportContract extends StorageFixture {
    private static final int NODES = 500;
    private static final int EDGES = 3000;
    private static final int CHANGES = 400;

    /** For the provider's test class. */
    protected ImportContract() {}

    @Test
    public void aLoadIntoTheEmptyDatabase() {
        Random random = Seeds.random("aLoadIntoTheEmptyDatabase");
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            StorageModel model = new StorageModel();
            StageRecord record = load(storage, generation.view(), model, random);
            assertEquals(NODES, record.nodes());
            assertEquals(EDGES, record.edges());
            importAndCheck(storage, generation.view(), record, model);
        }
    }

    @Test
    public void aLoadBehindRowsOfASnapshotAndNewerOnes() {
        Random random = Seeds.random("aLoadBehindRowsOfASnapshotAndNewerOnes");
        try (Storage storage = openStorage();
                StorageGeneration empty = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(empty, new StorageModel(), 0);
            change(writer, random);
            SnapshotRecord below = snapshot(storage, writer.publish(), 1, Operation.CHECKPOINT);
            try (StorageGeneration generation = storage.open(below)) {
                writer = new ModelledWriter(generation, writer.model().afterSnapshot(false), writer.spaceNext());
                change(writer, random);
                StorageView view = writer.publish();
                StorageModel model = writer.model().copy();
                StageRecord record = load(storage, view, model, random);
                importAndCheck(storage, view, record, model);
            }
        }
    }

    /** What others write while a load is under way stays, and the load comes behind it. */
    @Test
    public void writesBesideALoadComeFirst() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            int first = writer.createNode(1, new TreeSet<>(), new TreeMap<>());
            StorageView before = writer.publish();
            StageRecord record;
            try (BulkStage stage = storage.stage(before, "load-1")) {
                int[] keys = {
                    stage.intern(TokenKind.PROPERTY_KEY, "key"), stage.intern(TokenKind.PROPERTY_KEY, "written")
                };
                Value[] values = {new Value.IntegerValue(5), new Value.StringValue("long".repeat(50_000))};
                int node = stage.addNode(100, new int[] {stage.intern(TokenKind.LABEL, "Staged")}, keys, values);
                int type = stage.intern(TokenKind.EDGE_TYPE, "STAGED");
                int space = stage.addSpace(
                        "staged", VectorIndexOptions.hnsw().dimension(2).metric(Metric.DOT));
                stage.addEdge(node, first, type, keys, values);
                stage.addVector(space, node, new float[] {1, 2}, 1);
                record = stage.seal();
            }
            int beside = writer.createNode(2, sorted(writer.intern(TokenKind.LABEL, "Written")), new TreeMap<>());
            writer.createEdge(1, beside, first, writer.intern(TokenKind.EDGE_TYPE, "WRITTEN"), new TreeMap<>());
            // The first key of the load gets a number above that of its second.
            writer.intern(TokenKind.PROPERTY_KEY, "written");
            int space = writer.createSpace("written", VectorIndexOptions.hnsw().dimension(1));
            writer.putVector(space, beside, new float[] {3}, 1);
            StorageView view = writer.publish();

            StorageModel model = writer.model().copy();
            SortedSet<Integer> label = sorted(model.intern(TokenKind.LABEL, "Staged"));
            SortedMap<Integer, Value> properties = new TreeMap<>();
            properties.put(model.intern(TokenKind.PROPERTY_KEY, "key"), new Value.IntegerValue(5));
            properties.put(
                    model.intern(TokenKind.PROPERTY_KEY, "written"), new Value.StringValue("long".repeat(50_000)));
            model.nodes.add(new ModelNode(100, true, label, properties));
            model.seen(100, 2);
            int type = model.intern(TokenKind.EDGE_TYPE, "STAGED");
            model.edges.put(2L, new ModelEdge(2, 2, first, type, properties, true));
            VectorSpace staged = new VectorSpace(
                    1, "staged", VectorIndexOptions.hnsw().dimension(2).metric(Metric.DOT));
            model.spaces.put(1, new ModelSpace(staged, List.of(new ModelRow(2, new float[] {1, 2}, 1, true))));
            importAndCheck(storage, view, record, model);
        }
    }

    @Test
    public void anIdTakenMeanwhileIsAConflict() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            StageRecord record;
            try (BulkStage stage = storage.stage(generation.view(), "load-1")) {
                stage.addNode(9, new int[0], new int[0], none());
                record = stage.seal();
            }
            writer.createNode(9, new TreeSet<>(), new TreeMap<>());
            assertConflict(storage, writer.publish(), record);
        }
    }

    @Test
    public void anEndDeletedMeanwhileIsAConflict() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            int end = writer.createNode(9, new TreeSet<>(), new TreeMap<>());
            StageRecord record;
            try (BulkStage stage = storage.stage(writer.publish(), "load-1")) {
                int node = stage.addNode(10, new int[0], new int[0], none());
                stage.addEdge(node, end, 0, new int[0], none());
                record = stage.seal();
            }
            writer.deleteNode(end);
            assertConflict(storage, writer.publish(), record);
        }
    }

    @Test
    public void aGreaterEdgeIdGivenMeanwhileIsAConflict() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            int node = writer.createNode(9, new TreeSet<>(), new TreeMap<>());
            StageRecord record;
            try (BulkStage stage = storage.stage(writer.publish(), "load-1")) {
                stage.addEdge(7, node, node, 0, new int[0], none());
                record = stage.seal();
            }
            writer.createEdge(8, node, node, 0, new TreeMap<>());
            assertConflict(storage, writer.publish(), record);
        }
    }

    private static void assertConflict(Storage storage, StorageView view, StageRecord record) {
        ContextDbException conflict = assertThrows(
                ContextDbException.class,
                () -> storage.prepareImport(view, record, request(1, Operation.IMPORT, view), Progress.none())
                        .close());
        assertEquals(ErrorCode.TRANSACTION_CONFLICT, conflict.code());
        assertEquals(List.of(), storage.snapshots());
    }

    @Test
    public void aStageKnowsItsOwnRowsAndThoseBelow() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            writer.createNode(1, new TreeSet<>(), new TreeMap<>());
            int known = writer.createSpace("known", VectorIndexOptions.hnsw().dimension(4));
            int undecided = writer.createSpace("undecided", VectorIndexOptions.hnsw());
            try (BulkStage stage = storage.stage(writer.publish(), "load-1")) {
                assertEquals(0, stage.node(1));
                assertEquals(-1, stage.node(2));
                assertEquals(-1, stage.addNode(1, new int[0], new int[0], none()), "an id of the view is taken");
                assertEquals(1, stage.addNode(2, new int[0], new int[0], none()));
                assertEquals(1, stage.node(2));
                assertEquals(-1, stage.addNode(2, new int[0], new int[0], none()), "an id of the stage is taken");
                assertEquals(2, stage.addNode(-1, new int[0], new int[0], none()));
                assertEquals(0, stage.intern(TokenKind.EDGE_TYPE, "OWNS"));
                int type = stage.intern(TokenKind.EDGE_TYPE, "NEW");
                assertEquals(5, type);
                assertEquals(type, stage.intern(TokenKind.EDGE_TYPE, "NEW"));
                assertEquals(known, stage.space("known"));
                assertEquals(4, stage.spaceOptions(known).dimension());
                assertEquals(-1, stage.space("fresh"));
                int fresh = stage.addSpace("fresh", VectorIndexOptions.of("ivf").dimension(7));
                assertEquals(fresh, stage.space("fresh"));
                assertEquals("ivf", stage.spaceOptions(fresh).type());
                int decided =
                        stage.addSpace("undecided", VectorIndexOptions.hnsw().dimension(3));
                assertTrue(decided != undecided, "a space without a dimension gives way");
                assertEquals(decided, stage.space("undecided"));
            }
        }
    }

    @Test
    public void stagesLieBesideTheDatabaseUntilDeleted() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            storage.stage(generation.view(), "given-up").close();
            assertEquals(List.of(), storage.stages(), "an unsealed stage leaves nothing");
            try (BulkStage stage = storage.stage(generation.view(), "kept")) {
                stage.addNode(1, new int[0], new int[0], none());
                stage.seal();
            }
            assertEquals(List.of("kept"), storage.stages());
            assertEquals(List.of(), storage.snapshots(), "a sealed stage is not part of the database");
        }
        try (Storage storage = openStorage()) {
            assertEquals(List.of("kept"), storage.stages());
            storage.deleteStage("kept");
            storage.deleteStage("kept");
            assertEquals(List.of(), storage.stages());
        }
    }

    @Test
    public void aDamagedStageIsRefused() throws IOException {
        Random random = Seeds.random("aDamagedStageIsRefused");
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            StageRecord record = load(storage, generation.view(), new StorageModel(), random);
            for (StageRecord.StageFile named : record.files()) {
                Path file = directory.resolve(named.path());
                byte[] whole = Files.readAllBytes(file);
                assertEquals(whole.length, named.bytes());
                if (whole.length > 0) {
                    byte[] damaged = whole.clone();
                    damaged[random.nextInt(whole.length)] ^= 16;
                    Files.write(file, damaged);
                    assertCorrupt(storage, generation.view(), record);
                    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
                    assertCorrupt(storage, generation.view(), record);
                    Files.write(file, whole);
                }
            }
            assertEquals(List.of(), storage.snapshots());
        }
    }

    private static void assertCorrupt(Storage storage, StorageView view, StageRecord record) {
        ContextDbException refused = assertThrows(
                ContextDbException.class,
                () -> storage.prepareImport(view, record, request(1, Operation.IMPORT, view), Progress.none())
                        .close());
        assertEquals(ErrorCode.CORRUPTION, refused.code());
    }

    /** Loads random rows into a stage and, as they should arrive, into the model. */
    private static StageRecord load(Storage storage, StorageView view, StorageModel model, Random random) {
        try (BulkStage stage = storage.stage(view, "load-" + model.position.index())) {
            int label = stage.intern(TokenKind.LABEL, "Loaded");
            assertEquals(model.intern(TokenKind.LABEL, "Loaded"), label);
            int key = stage.intern(TokenKind.PROPERTY_KEY, "loaded");
            assertEquals(model.intern(TokenKind.PROPERTY_KEY, "loaded"), key);
            for (int i = 0; i < NODES; i++) {
                long id = (1L << 62) + 3L * i;
                Value value = RandomValues.next(random);
                int node = stage.addNode(id, new int[] {label}, new int[] {key}, new Value[] {value});
                assertEquals(model.nodes.size(), node);
                SortedMap<Integer, Value> properties = new TreeMap<>();
                properties.put(key, value);
                model.nodes.add(new ModelNode(id, true, sorted(label), properties));
                model.seen(id, 0);
            }
            loadEdges(stage, model, random);
            loadVectors(stage, model, random);
            return stage.seal();
        }
    }

    private static void loadEdges(BulkStage stage, StorageModel model, Random random) {
        List<Integer> nodes = model.liveNodes();
        int key = model.intern(TokenKind.PROPERTY_KEY, "loaded");
        boolean withIds = random.nextBoolean();
        for (int i = 0; i < EDGES; i++) {
            int source = nodes.get(random.nextInt(1 + random.nextInt(nodes.size())));
            int target = nodes.get(random.nextInt(nodes.size()));
            String name = "LOADED" + random.nextInt(3);
            int type = stage.intern(TokenKind.EDGE_TYPE, name);
            assertEquals(model.intern(TokenKind.EDGE_TYPE, name), type);
            SortedMap<Integer, Value> properties = new TreeMap<>();
            if (random.nextInt(5) == 0) {
                properties.put(key, RandomValues.next(random));
            }
            int[] keys = ModelledWriter.ints(properties.keySet());
            long id = model.edgeIdHighest + 1;
            if (withIds) {
                id += random.nextInt(3);
                stage.addEdge(id, source, target, type, keys, ModelledWriter.values(properties));
            } else {
                stage.addEdge(source, target, type, keys, ModelledWriter.values(properties));
            }
            model.edges.put(id, new ModelEdge(id, source, target, type, properties, true));
            model.seen(0, id);
        }
    }

    /** A new space, and one of the view when there is one; some nodes get a vector twice. */
    private static void loadVectors(BulkStage stage, StorageModel model, Random random) {
        VectorIndexOptions options = VectorIndexOptions.hnsw().dimension(17);
        int fresh = stage.addSpace("loaded", options);
        model.spaces.put(fresh, new ModelSpace(new VectorSpace(fresh, "loaded", options), List.of()));
        List<Integer> nodes = model.liveNodes();
        for (ModelSpace space : model.spaces.values()) {
            int dimension = space.space().options().dimension();
            for (int i = 0; i < NODES && dimension > 0; i++) {
                int node = nodes.get(random.nextInt(nodes.size()));
                float[] vector = new float[dimension];
                vector[random.nextInt(dimension)] = random.nextFloat();
                stage.addVector(space.space().number(), node, vector, 0.5f);
                int earlier = space.row(node);
                if (earlier >= 0) {
                    ModelRow row = space.rows().get(earlier);
                    space.rows().set(earlier, new ModelRow(node, row.vector(), row.inverseNorm(), false));
                }
                space.rows().add(new ModelRow(node, vector, 0.5f, true));
            }
        }
    }

    private static void importAndCheck(Storage storage, StorageView view, StageRecord record, StorageModel model) {
        StorageModel after = model.afterSnapshot(false);
        SnapshotRecord snapshot;
        long id = storage.snapshots().size() + 1L;
        try (PendingSnapshot pending =
                storage.prepareImport(view, record, request(id, Operation.IMPORT, view), Progress.none())) {
            snapshot = pending.commit();
        }
        assertEquals(Operation.IMPORT, snapshot.snapshot().operation());
        try (StorageGeneration loaded = storage.open(snapshot)) {
            ViewCheck.assertShows(after, loaded.view());
        }
        storage.deleteStage(record.name());
        try (StorageGeneration loaded = storage.open(storage.snapshots().getLast())) {
            ViewCheck.assertShows(after, loaded.view());
            assertTrue(storage.verify(Progress.none()).sound());
        }
    }

    private static void change(ModelledWriter writer, Random random) {
        RandomChanges changes = new RandomChanges(random);
        for (int i = 0; i < CHANGES; i++) {
            changes.next(writer);
        }
    }

    private static SortedSet<Integer> sorted(int number) {
        return new TreeSet<>(List.of(number));
    }

    private static Value[] none() {
        return new Value[0];
    }
}
