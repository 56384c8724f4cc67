package io.contextdb.storage.mmap.stage;

import io.contextdb.api.Metric;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.memory.ByteDecoder;
import io.contextdb.memory.ByteEncoder;
import io.contextdb.storage.mmap.file.FileSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a stage consists of. In its file, numbers and strings in the form of {@link ByteEncoder}:
 *
 * <pre>
 * u32 magic; u32 version, 1
 * position       term, index of the view the stage began over
 * nodes          limit in that view; new nodes
 * edges          new edges
 * names          for labels, edge types, property keys: how many in that view; new names
 * spaces         the next number in that view; new ones {number, name, type, dimension, metric, parameters {name, value}}
 * vectors        for each space with rows {space, rows, bytes of the file, u32 CRC32C, SHA-256}
 * </pre>
 *
 * @param nodeLimit lower ordinals are nodes of the view, others of the stage
 * @param spaceLimit lower numbers are vector spaces of the view, others of the stage
 */
record StageManifest(
        LogPosition position,
        int nodeLimit,
        int nodes,
        int edges,
        List<Names> names,
        int spaceLimit,
        List<VectorSpace> spaces,
        List<Vectors> vectors) {
    private static final int MAGIC = 0x4754_5343;
    private static final int VERSION = 1;

    /** Names of one kind: lower numbers are of the view, others of the stage in the order given. */
    record Names(int limit, List<String> added) {}

    /** The rows of a vector space. */
    record Vectors(int space, int rows, FileSummary file) {}

    Names names(TokenKind kind) {
        return names.get(kind.ordinal());
    }

    void encode(ByteEncoder out) {
        out.putInt(MAGIC);
        out.putInt(VERSION);
        out.putUnsigned(position.term());
        out.putUnsigned(position.index());
        out.putUnsigned(nodeLimit);
        out.putUnsigned(nodes);
        out.putUnsigned(edges);
        for (Names kind : names) {
            out.putUnsigned(kind.limit());
            out.putUnsigned(kind.added().size());
            kind.added().forEach(out::putString);
        }
        out.putUnsigned(spaceLimit);
        out.putUnsigned(spaces.size());
        spaces.forEach(space -> encode(space, out));
        out.putUnsigned(vectors.size());
        for (Vectors rows : vectors) {
            out.putUnsigned(rows.space());
            out.putUnsigned(rows.rows());
            out.putUnsigned(rows.file().bytes());
            out.putInt(rows.file().crc32c());
            out.putString(rows.file().sha256());
        }
    }

    private static void encode(VectorSpace space, ByteEncoder out) {
        VectorIndexOptions options = space.options();
        out.putUnsigned(space.number());
        out.putString(space.name());
        out.putString(options.type());
        out.putUnsigned(options.dimension());
        out.putUnsigned(options.metric().ordinal());
        out.putUnsigned(options.parameters().size());
        options.parameters().forEach((name, value) -> {
            out.putString(name);
            out.putSigned(value);
        });
    }

    static StageManifest decode(ByteDecoder in) {
        if (in.getInt() != MAGIC || in.getInt() != VERSION) {
            throw in.corruption("this is no manifest of a stage of version " + VERSION);
        }
        LogPosition position = new LogPosition(in.getUnsigned(), in.getUnsigned());
        int nodeLimit = (int) in.getUnsigned();
        int nodes = (int) in.getUnsigned();
        int edges = (int) in.getUnsigned();
        List<Names> names = new ArrayList<>();
        for (int kind = 0; kind < TokenKind.values().length; kind++) {
            int limit = (int) in.getUnsigned();
            names.add(new Names(limit, decodeNames(in)));
        }
        int spaceLimit = (int) in.getUnsigned();
        List<VectorSpace> spaces = new ArrayList<>();
        for (int i = in.getCount(1); i > 0; i--) {
            spaces.add(decodeSpace(in));
        }
        List<Vectors> vectors = new ArrayList<>();
        for (int i = in.getCount(1); i > 0; i--) {
            int space = (int) in.getUnsigned();
            int rows = (int) in.getUnsigned();
            vectors.add(new Vectors(space, rows, new FileSummary(in.getUnsigned(), in.getInt(), in.getString())));
        }
        return new StageManifest(position, nodeLimit, nodes, edges, names, spaceLimit, spaces, vectors);
    }

    private static List<String> decodeNames(ByteDecoder in) {
        List<String> names = new ArrayList<>();
        for (int i = in.getCount(1); i > 0; i--) {
            names.add(in.getString());
        }
        return names;
    }

    private static VectorSpace decodeSpace(ByteDecoder in) {
        int number = (int) in.getUnsigned();
        String name = in.getString();
        String type = in.getString();
        int dimension = (int) in.getUnsigned();
        Metric metric = Metric.values()[(int) in.getUnsigned()];
        TreeMap<String, Integer> parameters = new TreeMap<>();
        for (int i = in.getCount(1); i > 0; i--) {
            parameters.put(in.getString(), (int) in.getSigned());
        }
        return new VectorSpace(number, name, new VectorIndexOptions(type, dimension, metric, parameters));
    }
}
