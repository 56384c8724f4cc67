package io.contextdb.storage.memory;

import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.BulkStage;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.StageRecord;
import io.contextdb.api.spi.StageRecord.StageFile;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.memory.ByteEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A bulk load as a file that repeats the calls made, in their order; {@link StageImport} makes them again on a state.
 *
 * <pre>
 * nodeLimit    number  the view's; greater node ordinals are nodes of this stage
 * spaceLimit   number  likewise for vector spaces
 * calls        u8      the ordinal of a {@link Call}, then
 *   TOKEN      u8      kind;       number  the token;   string  the name
 *   NODE       u64     id;         labels; properties
 *   EDGE_ID    u64     the id of the edge that follows, when it brings one
 *   EDGE       number  source;     number  target;      number  type;    properties
 *   SPACE      number  the space;  string  name;        options
 *   VECTOR     number  the space;  number  node;        f32     inverse norm; f32[dimension]
 * END          u8
 * </pre>
 */
final class MemoryStage implements BulkStage {
    /** What was called. */
    enum Call {
        TOKEN,
        NODE,
        EDGE_ID,
        EDGE,
        SPACE,
        VECTOR,
        END
    }

    private final State base;
    private final String name;
    private final Path directory;
    private final Path path;
    private final FileOutput out;
    private final Map<Long, Integer> nodes = new HashMap<>();
    private final List<VectorSpace> spaces = new ArrayList<>();
    private Tokens tokens;
    private int spaceNumberNext;
    private long edges;
    private long vectors;
    private boolean sealed;

    MemoryStage(State base, String name, Path directory, Path path, FileSystem files) {
        this.base = base;
        this.name = name;
        this.directory = directory;
        this.path = path;
        this.tokens = base.tokens();
        this.spaceNumberNext = base.spaceNumberNext();
        base.spaces().forEach(rows -> spaces.add(rows.space()));
        this.out = new FileOutput(files, path);
        out.encoder().putUnsigned(base.nodes().size());
        out.encoder().putUnsigned(base.spaceNumberNext());
    }

    @Override
    public int intern(TokenKind kind, String tokenName) {
        int known = tokens.number(kind, tokenName);
        if (known >= 0) {
            return known;
        }
        tokens = tokens.with(kind, tokenName);
        int token = tokens.of(kind).size() - 1;
        ByteEncoder encoder = begin(Call.TOKEN);
        encoder.putByte(kind.ordinal());
        encoder.putUnsigned(token);
        encoder.putString(tokenName);
        return token;
    }

    @Override
    public int node(long id) {
        Integer ordinal = nodes.get(id);
        return ordinal == null ? base.nodeOrdinals().get(id) : ordinal;
    }

    @Override
    public int addNode(long id, int[] labels, int[] keys, Value[] values) {
        if (node(id) >= 0) {
            return -1;
        }
        int ordinal = base.nodes().size() + nodes.size();
        nodes.put(id, ordinal);
        ByteEncoder encoder = begin(Call.NODE);
        encoder.putLong(id);
        StateCodec.writeInts(labels, encoder);
        StateCodec.writeProperties(Properties.of(keys, values), encoder);
        return ordinal;
    }

    @Override
    public void addEdge(int source, int target, int type, int[] keys, Value[] values) {
        ByteEncoder encoder = begin(Call.EDGE);
        encoder.putUnsigned(source);
        encoder.putUnsigned(target);
        encoder.putUnsigned(type);
        StateCodec.writeProperties(Properties.of(keys, values), encoder);
        edges++;
    }

    @Override
    public void addEdge(long id, int source, int target, int type, int[] keys, Value[] values) {
        begin(Call.EDGE_ID).putLong(id);
        addEdge(source, target, type, keys, values);
    }

    @Override
    public int space(String spaceName) {
        return spaces.stream()
                .filter(space -> space.name().equals(spaceName))
                .mapToInt(VectorSpace::number)
                .findFirst()
                .orElse(-1);
    }

    @Override
    public int addSpace(String spaceName, VectorIndexOptions options) {
        int number = spaceNumberNext++;
        spaces.removeIf(space -> space.name().equals(spaceName));
        spaces.add(new VectorSpace(number, spaceName, options));
        ByteEncoder encoder = begin(Call.SPACE);
        encoder.putUnsigned(number);
        encoder.putString(spaceName);
        StateCodec.writeOptions(options, encoder);
        return number;
    }

    @Override
    public VectorIndexOptions spaceOptions(int number) {
        return spaces.stream()
                .filter(space -> space.number() == number)
                .map(VectorSpace::options)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no vector space has the number " + number));
    }

    @Override
    public void addVector(int space, int node, float[] vector, float inverseNorm) {
        assert vector.length == spaceOptions(space).dimension();
        ByteEncoder encoder = begin(Call.VECTOR);
        encoder.putUnsigned(space);
        encoder.putUnsigned(node);
        encoder.putFloat(inverseNorm);
        for (float component : vector) {
            encoder.putFloat(component);
        }
        vectors++;
    }

    @Override
    public StageRecord seal() {
        begin(Call.END);
        int digest = out.checksum();
        long bytes = out.position();
        out.commit();
        sealed = true;
        String relative = directory.relativize(path).toString();
        return new StageRecord(name, nodes.size(), edges, vectors, List.of(new StageFile(relative, bytes, digest)));
    }

    @Override
    public void close() {
        out.close();
        nodes.clear();
    }

    private ByteEncoder begin(Call call) {
        assert !sealed : "a sealed stage takes no more";
        out.drain();
        out.encoder().putByte(call.ordinal());
        return out.encoder();
    }
}
