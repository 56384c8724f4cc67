package io.contextdb.storage.memory;

import io.contextdb.api.Metric;
import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.memory.ByteDecoder;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.memory.NativeMemory;
import io.contextdb.memory.ValueCodec;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A {@link State} as bytes: for each token kind the names; node id highest, edge id highest; nodes; edges; the number
 * of the next space; spaces with their rows. Every sequence begins with its length. Edges are not repeated at their
 * nodes, and deleted ones are not written.
 */
final class StateCodec {
    private StateCodec() {}

    static void write(State state, FileOutput out) {
        ByteEncoder encoder = out.encoder();
        for (TokenKind kind : TokenKind.values()) {
            List<String> names = state.tokens().of(kind);
            encoder.putUnsigned(names.size());
            names.forEach(encoder::putString);
        }
        encoder.putLong(state.nodeIdHighest());
        encoder.putLong(state.edgeIdHighest());
        encoder.putUnsigned(state.nodes().size());
        for (int node = 0; node < state.nodes().size(); node++) {
            write(state.nodes().get(node), encoder);
            out.drain();
        }
        encoder.putUnsigned(state.edges().size());
        for (int edge = 0; edge < state.edges().size(); edge++) {
            write(state.edges().get(edge), encoder);
            out.drain();
        }
        encoder.putUnsigned(state.spaceNumberNext());
        encoder.putUnsigned(state.spaces().size());
        state.spaces().forEach(rows -> write(rows, out));
    }

    static State read(ByteDecoder in, LogPosition position) {
        StateBuilder to = new StateBuilder(State.empty());
        for (TokenKind kind : TokenKind.values()) {
            int names = in.getCount(1);
            for (int i = 0; i < names; i++) {
                to.intern(kind, in.getString());
            }
        }
        to.idsSeen(in.getLong(), in.getLong());
        int nodes = in.getCount(9);
        for (int i = 0; i < nodes; i++) {
            to.addNode(readNode(in));
        }
        int edges = in.getCount(11);
        for (int i = 0; i < edges; i++) {
            to.addEdge(readEdge(in));
        }
        to.sortAdjacency();
        int spaceNumberNext = (int) in.getUnsigned();
        int spaces = in.getCount(5);
        RowMemory memory = new RowMemory();
        for (int i = 0; i < spaces; i++) {
            readRows(in, to, memory);
        }
        to.spaceNumberNext(spaceNumberNext);
        return to.build(position);
    }

    private static void write(NodeRow node, ByteEncoder encoder) {
        encoder.putLong(node.id());
        encoder.putByte(node.live() ? 1 : 0);
        writeInts(node.labels(), encoder);
        writeProperties(node.properties(), encoder);
    }

    private static NodeRow readNode(ByteDecoder in) {
        long id = in.getLong();
        boolean live = in.getByte() == 1;
        NodeRow node = NodeRow.created(id, readInts(in), readProperties(in));
        return live ? node : node.deleted();
    }

    private static void write(EdgeRow edge, ByteEncoder encoder) {
        assert edge.live() : "a deleted edge in a snapshot";
        encoder.putLong(edge.id());
        encoder.putUnsigned(edge.source());
        encoder.putUnsigned(edge.target());
        encoder.putUnsigned(edge.type());
        writeProperties(edge.properties(), encoder);
    }

    private static EdgeRow readEdge(ByteDecoder in) {
        return new EdgeRow(
                in.getLong(),
                true,
                (int) in.getUnsigned(),
                (int) in.getUnsigned(),
                (int) in.getUnsigned(),
                readProperties(in));
    }

    private static void write(MemoryRows rows, FileOutput out) {
        ByteEncoder encoder = out.encoder();
        encoder.putUnsigned(rows.space().number());
        encoder.putString(rows.space().name());
        writeOptions(rows.space().options(), encoder);
        encoder.putUnsigned(rows.count());
        for (int row = 0; row < rows.count(); row++) {
            encoder.putUnsigned(rows.node(row));
            encoder.putByte(rows.live(row) ? 1 : 0);
            encoder.putFloat(rows.inverseNorm(row));
            for (int i = 0; i < rows.dimension(); i++) {
                encoder.putFloat(rows.get(row).floats().getAtIndex(NativeMemory.FLOAT, i));
            }
            out.drain();
        }
    }

    private static void readRows(ByteDecoder in, StateBuilder to, RowMemory memory) {
        VectorSpace space = new VectorSpace((int) in.getUnsigned(), in.getString(), readOptions(in));
        to.addSpace(space);
        int count = in.getCount(6);
        for (int row = 0; row < count; row++) {
            int node = (int) in.getUnsigned();
            boolean live = in.getByte() == 1;
            float inverseNorm = in.getFloat();
            to.addRow(
                    space.number(),
                    node,
                    memory.row(readFloats(in, space.options().dimension())),
                    inverseNorm,
                    live);
        }
    }

    static void writeOptions(VectorIndexOptions options, ByteEncoder encoder) {
        encoder.putString(options.type());
        encoder.putUnsigned(options.dimension());
        encoder.putString(options.metric().name());
        encoder.putUnsigned(options.parameters().size());
        options.parameters().forEach((name, value) -> {
            encoder.putString(name);
            encoder.putSigned(value);
        });
    }

    static VectorIndexOptions readOptions(ByteDecoder in) {
        String type = in.getString();
        int dimension = (int) in.getUnsigned();
        Metric metric = Metric.valueOf(in.getString());
        SortedMap<String, Integer> parameters = new TreeMap<>();
        int count = in.getCount(2);
        for (int i = 0; i < count; i++) {
            parameters.put(in.getString(), (int) in.getSigned());
        }
        return new VectorIndexOptions(type, dimension, metric, parameters);
    }

    static void writeProperties(Properties properties, ByteEncoder encoder) {
        encoder.putUnsigned(properties.size());
        properties.forEach((key, value) -> {
            encoder.putUnsigned(key);
            ValueCodec.encode(value, encoder);
        });
    }

    static Properties readProperties(ByteDecoder in) {
        int[] keys = new int[in.getCount(2)];
        Value[] values = new Value[keys.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (int) in.getUnsigned();
            values[i] = ValueCodec.decode(in);
        }
        return Properties.of(keys, values);
    }

    static void writeInts(int[] numbers, ByteEncoder encoder) {
        encoder.putUnsigned(numbers.length);
        for (int number : numbers) {
            encoder.putUnsigned(number);
        }
    }

    static int[] readInts(ByteDecoder in) {
        int[] numbers = new int[in.getCount(1)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) in.getUnsigned();
        }
        return numbers;
    }

    static float[] readFloats(ByteDecoder in, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = in.getFloat();
        }
        return floats;
    }
}
