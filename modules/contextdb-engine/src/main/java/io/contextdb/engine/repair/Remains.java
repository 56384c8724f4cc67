package io.contextdb.engine.repair;

import io.contextdb.api.Progress;
import io.contextdb.api.SalvageReport.Missing;
import io.contextdb.api.Value;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.StorageWriter;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.memory.NativeMemory;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * Copies what can be read of a damaged snapshot: all nodes, then edges, then vectors, row by row. A row is left out
 * when its id, an end or its vector cannot be read; labels and properties that cannot be read are left out alone. Where
 * nothing tells whether a row is dead it counts as live: of two nodes or edges with one id the later one stays, and of
 * two vectors of a node likewise. Names keep their numbers, nodes get new ordinals. Used once.
 */
final class Remains {
    private static final int NONE = -1;
    private static final int PROGRESS_ROWS = 10_000;

    private final StorageView from;
    private final NewState into;
    private final Progress progress;
    private final Gaps gaps;

    /** The new ordinals of nodes, by old ones. */
    private final int[] ordinals;

    /** What is written so far, as far as nodes are concerned; of the generation that is in use. */
    private StorageView present;

    private long nodes;
    private long edges;
    private long edgesWithoutEnd;
    private long vectors;
    private long vectorsInSnapshot;
    private long incomplete;

    /** A copy of what {@code from} shows into an empty state. */
    Remains(StorageView from, NewState into, Gaps gaps, Progress progress) {
        this.from = from;
        this.into = into;
        this.gaps = gaps;
        this.progress = progress;
        present = into.publish();
        ordinals = new int[from.nodeLimit()];
        Arrays.fill(ordinals, NONE);
    }

    /** Copies all of it. */
    void copy() {
        for (TokenKind kind : TokenKind.values()) {
            for (int token = 0; token < from.tokenCount(kind); token++) {
                int number = into.writer().intern(kind, from.tokenName(kind, token));
                assert number == token;
            }
        }
        for (int node = 0; node < from.nodeLimit(); node++) {
            report("salvaging nodes", node, from.nodeLimit());
            copyNode(node);
        }
        for (int edge = 0; edge < from.edgeLimit(); edge++) {
            report("salvaging edges", edge, from.edgeLimit());
            copyEdge(edge);
        }
        keepHighestIds();
        from.spaces().forEach(this::copySpace);
    }

    private void report(String phase, long done, long total) {
        if (done % PROGRESS_ROWS == 0) {
            progress.update(phase, done, total);
            into.saveIfLarge();
            present = into.publish();
        }
    }

    /** How many nodes there are. */
    long nodes() {
        return nodes;
    }

    /** What is missing of what the snapshot says it holds, when so many commits behind it were refused. */
    Missing missing(long refused) {
        return new Missing(
                Math.max(0, from.nodeCount() - nodes),
                Math.max(0, from.edgeCount() - edges),
                edgesWithoutEnd,
                Math.max(0, vectorsInSnapshot - vectors),
                incomplete,
                refused,
                gaps.list());
    }

    private boolean live(String what, long row, BooleanSupplier live) {
        return gaps.read("whether " + what + " were deleted", row, live::getAsBoolean)
                .orElse(true);
    }

    private void copyNode(int node) {
        if (!live("nodes", node, () -> from.nodeLive(node))) {
            return;
        }
        Optional<Long> id = gaps.read("nodes", node, () -> from.nodeId(node));
        if (id.isEmpty()) {
            return;
        }
        Optional<int[]> labels = gaps.read("labels of nodes", node, id.get(), () -> from.labels(node));
        SortedMap<Integer, Value> properties = new TreeMap<>();
        boolean all = readProperties("nodes", node, id.get(), properties, key -> from.nodeProperty(node, key), () -> {
            from.nodeProperties(node, properties::put);
            return true;
        });
        incomplete += all && labels.isPresent() ? 0 : 1;
        int twin = gaps.isEmpty() ? NONE : into.publish().node(id.get());
        if (twin >= 0) {
            into.writer().deleteNode(twin);
            nodes--;
        }
        ordinals[node] =
                into.writer().createNode(id.get(), labels.orElse(new int[0]), keys(properties), values(properties));
        nodes++;
    }

    /** All properties of a row at once; when that meets damage, each alone. Returns whether it has all. */
    private boolean readProperties(
            String what,
            long row,
            long id,
            SortedMap<Integer, Value> properties,
            IntFunction<Value> property,
            BooleanSupplier all) {
        if (gaps.read("properties of " + what, row, id, all::getAsBoolean).isPresent()) {
            return true;
        }
        for (int key = 0; key < from.tokenCount(TokenKind.PROPERTY_KEY); key++) {
            int wanted = key;
            gaps.read("properties of " + what, row, id, () -> Optional.ofNullable(property.apply(wanted)))
                    .flatMap(found -> found)
                    .ifPresent(value -> properties.put(wanted, value));
        }
        return false;
    }

    private static int[] keys(SortedMap<Integer, Value> properties) {
        return properties.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    private static Value[] values(SortedMap<Integer, Value> properties) {
        return properties.values().toArray(Value[]::new);
    }

    private record Ends(int source, int target, int type) {}

    private void copyEdge(int edge) {
        if (!live("edges", edge, () -> from.edgeLive(edge))) {
            return;
        }
        Optional<Long> id = gaps.read("edges", edge, () -> from.edgeId(edge));
        Optional<Ends> read = id.flatMap(known -> gaps.read(
                "edges",
                edge,
                known,
                () -> new Ends(from.edgeSource(edge), from.edgeTarget(edge), from.edgeType(edge))));
        if (id.isEmpty() || read.isEmpty()) {
            return;
        }
        Ends ends = read.get();
        int source = ordinal(ends.source());
        int target = ordinal(ends.target());
        if (source == NONE || target == NONE) {
            edgesWithoutEnd++;
            return;
        }
        int twin = gaps.isEmpty() ? NONE : into.publish().edge(id.get());
        if (twin >= 0) {
            into.writer().deleteEdge(twin);
            edges--;
        }
        SortedMap<Integer, Value> properties = new TreeMap<>();
        boolean complete =
                readProperties("edges", edge, id.get(), properties, key -> from.edgeProperty(edge, key), () -> {
                    from.edgeProperties(edge, properties::put);
                    return true;
                });
        incomplete += complete ? 0 : 1;
        into.writer().createEdge(id.get(), source, target, ends.type(), keys(properties), values(properties));
        edges++;
    }

    /** The new ordinal of a node that is there. */
    private int ordinal(int node) {
        int ordinal = node < ordinals.length ? ordinals[node] : NONE;
        return ordinal >= 0 && present.nodeLive(ordinal) ? ordinal : NONE;
    }

    /** Ids that were given are not given again, though what had the highest one is lost: it comes and goes. */
    private void keepHighestIds() {
        present = into.publish();
        boolean node = present.nodeIdHighest() != from.nodeIdHighest();
        boolean edge = present.edgeIdHighest() != from.edgeIdHighest() && from.tokenCount(TokenKind.EDGE_TYPE) > 0;
        StorageWriter writer = into.writer();
        int end = node ? writer.createNode(from.nodeIdHighest(), new int[0], new int[0], new Value[0]) : anyNode();
        if (edge && end >= 0) {
            writer.deleteEdge(writer.createEdge(from.edgeIdHighest(), end, end, 0, new int[0], new Value[0]));
        }
        if (node) {
            writer.deleteNode(end);
        }
    }

    private int anyNode() {
        return Arrays.stream(ordinals)
                .filter(ordinal -> ordinal >= 0 && present.nodeLive(ordinal))
                .findFirst()
                .orElse(NONE);
    }

    private void copySpace(VectorSpace space) {
        int number = into.writer().createSpace(space.name(), space.options());
        VectorRows rows = from.rows(space.number());
        vectorsInSnapshot += rows.liveCount();
        String what = "vectors of '" + space.name() + "'";
        for (int row = 0; row < rows.count(); row++) {
            report("salvaging vectors", row, rows.count());
            copyVector(what, number, rows, row);
        }
        vectors += into.publish().rows(number).liveCount();
    }

    private void copyVector(String what, int space, VectorRows rows, int row) {
        if (!live(what, row, () -> rows.live(row))) {
            return;
        }
        int node = gaps.read(what, row, () -> rows.node(row)).map(this::ordinal).orElse(NONE);
        if (node == NONE) {
            return;
        }
        long id = present.nodeId(node);
        Optional<float[]> vector = gaps.read(what, row, id, () -> floats(rows.address(row), rows.dimension()));
        Optional<Float> norm = gaps.read(what, row, id, () -> rows.inverseNorm(row));
        if (vector.isPresent() && norm.isPresent()) {
            into.writer().putVector(space, node, vector.get(), norm.get());
        }
    }

    private static float[] floats(long address, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = NativeMemory.getFloat(address + (long) i * Float.BYTES);
        }
        return floats;
    }
}
