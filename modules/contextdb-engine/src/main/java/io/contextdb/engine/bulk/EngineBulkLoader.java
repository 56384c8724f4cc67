package io.contextdb.engine.bulk;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.BulkReport;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot;
import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.BulkStage;
import io.contextdb.api.spi.StageRecord;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.engine.write.InputCheck;
import io.contextdb.engine.write.KeyedValues;
import io.contextdb.engine.write.PropertyList;
import io.contextdb.engine.write.Refusals;
import io.contextdb.engine.write.VectorProperties;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;

/**
 * Checks the rows of a bulk load and hands them to a stage. Each row is checked whole before any of it is added. Locked
 * only because the database, when it is closed, ends a load that another thread uses.
 */
public final class EngineBulkLoader implements BulkLoader {
    /** What a loader needs of the database around it. */
    public interface Owner {
        /** {@code DISK_FULL} when the disk has not the room that importing a sealed stage takes. */
        void requireRoom(StageRecord record);

        /** Puts the sealed stage into the log, and returns the snapshot it became. */
        Snapshot importStage(StageRecord stage, Progress progress);

        /** Whether a node of the database has a property of this name that is no vector. */
        boolean hasPlainProperty(int node, String name);

        /** The loader is done. Called once, after the stage is closed. */
        void ended(boolean proposed);
    }

    private static final int[] NO_KEYS = new int[0];
    private static final Value[] NO_VALUES = new Value[0];

    private final BulkStage stage;
    private final InputCheck input;
    private final StageLabels labels;
    private final StageSpaces spaces;
    private final StageNames names = new StageNames();
    private final Owner owner;

    /** The highest node id of the database and this load, as an unsigned number. */
    private long nodeIdHighest;

    /** The highest edge id of the database and, when edges bring their ids, of this load. */
    private long edgeIdHighest;

    private boolean edgesWithIds;
    private boolean edgesWithoutIds;
    private int edgeTypes;
    private boolean proposed;
    private boolean ended;

    /** A loader into a stage over {@code view}, which it closes. */
    public EngineBulkLoader(BulkStage stage, InputCheck input, StageSpaces spaces, StorageView view, Owner owner) {
        this.stage = stage;
        this.input = input;
        this.labels = new StageLabels(stage, input);
        this.spaces = spaces;
        this.nodeIdHighest = view.nodeIdHighest();
        this.edgeIdHighest = view.edgeIdHighest();
        this.edgeTypes = view.tokenCount(TokenKind.EDGE_TYPE);
        this.owner = owner;
    }

    @Override
    public synchronized void node(long id, Collection<String> labels, Map<String, ?> properties) {
        requireOpen();
        StageLabels.Labels checkedLabels = this.labels.check(labels);
        PropertyList values = input.properties(properties);
        SortedMap<String, float[]> vectors = VectorProperties.of(values);
        if (stage.node(id) >= 0) {
            throw Refusals.nodeExists(id);
        }
        float[] inverseNorms = new float[vectors.size()];
        int checked = 0;
        for (Map.Entry<String, float[]> vector : vectors.entrySet()) {
            inverseNorms[checked++] = checkVector(vector.getKey(), vector.getValue());
        }
        PropertyList plain = VectorProperties.without(vectors, values);
        KeyedValues keyed = keyed(plain);
        int node = stage.addNode(id, this.labels.numbers(checkedLabels), keyed.keys(), keyed.values());
        if (node < 0) {
            throw Refusals.nodeExists(id);
        }
        if (Long.compareUnsigned(id, nodeIdHighest) > 0) {
            nodeIdHighest = id;
        }
        plain.names().forEach(name -> names.addPlain(name, node, spaces.known(name)));
        int added = 0;
        for (Map.Entry<String, float[]> vector : vectors.entrySet()) {
            addVector(vector.getKey(), node, vector.getValue(), inverseNorms[added++]);
        }
    }

    private float checkVector(String name, float[] vector) {
        names.requireVector(name);
        return spaces.check(name, vector);
    }

    private void addVector(String name, int node, float[] vector, float inverseNorm) {
        spaces.add(name, node, vector, inverseNorm);
    }

    @Override
    public synchronized long node(Collection<String> labels, Map<String, ?> properties) {
        requireOpen();
        if (nodeIdHighest == -1) {
            throw new ContextDbException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "the highest possible node id, " + Long.toUnsignedString(-1)
                            + ", is in use, so there is none above it; choose ids yourself");
        }
        long id = nodeIdHighest + 1;
        node(id, labels, properties);
        return id;
    }

    @Override
    public synchronized int edgeType(String type) {
        requireOpen();
        int number = stage.intern(TokenKind.EDGE_TYPE, input.name("edge type", type));
        edgeTypes = Math.max(edgeTypes, number + 1);
        return number;
    }

    @Override
    public synchronized void edge(long from, long to, int edgeType) {
        requireOpen();
        requireType(edgeType);
        requireNoIds();
        stage.addEdge(end(from), end(to), edgeType, NO_KEYS, NO_VALUES);
        edgesWithoutIds = true;
    }

    @Override
    public synchronized void edge(long from, long to, int edgeType, Map<String, ?> properties) {
        requireOpen();
        requireType(edgeType);
        requireNoIds();
        PropertyList values = edgeProperties(properties);
        int source = end(from);
        int target = end(to);
        KeyedValues keyed = keyed(values);
        stage.addEdge(source, target, edgeType, keyed.keys(), keyed.values());
        edgesWithoutIds = true;
    }

    @Override
    public synchronized void edge(long id, long from, long to, int edgeType, Map<String, ?> properties) {
        requireOpen();
        requireType(edgeType);
        requireAscending(id);
        PropertyList values = edgeProperties(properties);
        int source = end(from);
        int target = end(to);
        KeyedValues keyed = keyed(values);
        stage.addEdge(id, source, target, edgeType, keyed.keys(), keyed.values());
        edgesWithIds = true;
        edgeIdHighest = id;
    }

    private PropertyList edgeProperties(Map<String, ?> properties) {
        return VectorProperties.requireNone(input.properties(properties));
    }

    private KeyedValues keyed(PropertyList properties) {
        return KeyedValues.of(properties, name -> stage.intern(TokenKind.PROPERTY_KEY, name));
    }

    private void requireNoIds() {
        if (edgesWithIds) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "an edge without an id behind edges that brought theirs; in one load all edges bring ids or none"
                            + " does");
        }
    }

    private void requireAscending(long id) {
        if (edgesWithoutIds) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the edge id " + Long.toUnsignedString(id)
                            + " behind edges that brought none; in one load all edges bring ids or none does");
        }
        if (Long.compareUnsigned(id, edgeIdHighest) <= 0) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the edge id " + Long.toUnsignedString(id) + " is not above "
                            + Long.toUnsignedString(edgeIdHighest)
                            + ", the highest of the database and of the edges before; sort edges by id, or leave"
                            + " their ids out");
        }
    }

    @Override
    public synchronized void vectorIndex(String name, VectorIndexOptions options) {
        requireOpen();
        spaces.declare(input.name("vector index", name), options);
    }

    @Override
    public synchronized void vector(long id, String name, float[] vector) {
        requireOpen();
        int node = end(id);
        float inverseNorm = checkVector(name, vector);
        if (names.hasPlain(name, node) || owner.hasPlainProperty(node, name)) {
            throw Refusals.plainPropertyStays(id, name);
        }
        addVector(name, node, vector, inverseNorm);
    }

    @Override
    public synchronized BulkReport commit(Progress progress) {
        requireOpen();
        try {
            progress.update("sealing", 0, -1);
            spaces.finish();
            StageRecord record = stage.seal();
            owner.requireRoom(record);
            proposed = true;
            Snapshot snapshot = owner.importStage(record, progress);
            return new BulkReport(record.nodes(), record.edges(), record.vectors(), snapshot.commitIndex(), snapshot);
        } finally {
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (!ended) {
            ended = true;
            try {
                stage.close();
            } finally {
                owner.ended(proposed);
            }
        }
    }

    private int end(long id) {
        int node = stage.node(id);
        if (node < 0) {
            throw Refusals.nodeNotFound(id);
        }
        return node;
    }

    private void requireType(int edgeType) {
        if (edgeType < 0 || edgeType >= edgeTypes) {
            throw new ContextDbException(
                    ErrorCode.INVALID_ARGUMENT,
                    "no edge type has the number " + edgeType + " in this load; numbers come from edgeType(name)");
        }
    }

    private void requireOpen() {
        if (ended) {
            throw new ContextDbException(
                    ErrorCode.TRANSACTION_ENDED, "the bulk load was committed or closed before; begin another");
        }
    }
}
