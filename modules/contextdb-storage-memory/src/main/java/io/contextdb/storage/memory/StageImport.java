package io.contextdb.storage.memory;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.TokenKind;
import io.contextdb.memory.ByteDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds the rows of a stage to a state that may have changed since the stage began: the stage's own numbers of nodes,
 * names and spaces are turned into those of the state, and edges that bring no ids get those that follow the state's
 * highest. The format is {@link MemoryStage}'s.
 */
final class StageImport {
    private final StateBuilder to;
    private final ByteDecoder in;
    private final int nodeLimit;
    private final int spaceLimit;
    /** The ordinals of the stage's own nodes. */
    private final List<Integer> nodes = new ArrayList<>();

    private final Map<StagedToken, Integer> tokens = new HashMap<>();
    private final Map<Integer, Integer> spaces = new HashMap<>();
    private final RowMemory memory = new RowMemory();
    /** The id of the next edge when it brings one, 0 when it does not. */
    private long edgeId;

    private record StagedToken(TokenKind kind, int number) {}

    private StageImport(StateBuilder to, ByteDecoder in) {
        this.to = to;
        this.in = in;
        nodeLimit = (int) in.getUnsigned();
        spaceLimit = (int) in.getUnsigned();
    }

    /**
     * Adds everything.
     *
     * @throws ContextDbException {@code TRANSACTION_CONFLICT} when an id is taken, or something the stage refers to is
     *     gone
     */
    static void run(ByteDecoder stage, StateBuilder to) {
        StageImport load = new StageImport(to, stage);
        MemoryStage.Call[] calls = MemoryStage.Call.values();
        boolean more = true;
        while (more) {
            int call = stage.getByte();
            if (call >= calls.length) {
                throw stage.corruption("a call numbered " + call);
            }
            more = load.repeat(calls[call]);
        }
    }

    private boolean repeat(MemoryStage.Call call) {
        switch (call) {
            case TOKEN -> addToken();
            case NODE -> addNode();
            case EDGE_ID -> takeEdgeId();
            case EDGE -> addEdge();
            case SPACE -> addSpace();
            case VECTOR -> addVector();
            case END -> {
                return false;
            }
        }
        return true;
    }

    private void addToken() {
        TokenKind kind = TokenKind.values()[in.getByte()];
        int staged = (int) in.getUnsigned();
        tokens.put(new StagedToken(kind, staged), to.intern(kind, in.getString()));
    }

    private void addNode() {
        long id = in.getLong();
        int[] labels = StateCodec.readInts(in);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = token(TokenKind.LABEL, labels[i]);
        }
        Arrays.sort(labels);
        Properties properties = readProperties();
        if (to.node(id) >= 0) {
            throw conflict("node " + Long.toUnsignedString(id) + " was inserted by another writer");
        }
        nodes.add(to.addNode(NodeRow.created(id, labels, properties)));
    }

    private void addEdge() {
        int source = node((int) in.getUnsigned());
        int target = node((int) in.getUnsigned());
        int type = token(TokenKind.EDGE_TYPE, (int) in.getUnsigned());
        long id = edgeId == 0 ? to.edgeIdHighest() + 1 : edgeId;
        edgeId = 0;
        to.addEdge(new EdgeRow(id, true, source, target, type, readProperties()));
    }

    private void takeEdgeId() {
        edgeId = in.getLong();
        if (Long.compareUnsigned(edgeId, to.edgeIdHighest()) <= 0) {
            throw conflict("edge " + Long.toUnsignedString(to.edgeIdHighest())
                    + ", above those of the load, was inserted by another writer");
        }
    }

    private void addSpace() {
        int staged = (int) in.getUnsigned();
        String name = in.getString();
        VectorIndexOptions options = StateCodec.readOptions(in);
        int known = to.space(name);
        if (known >= 0 && to.spaceOptions(known).dimension() == 0) {
            to.dropSpace(known);
            known = -1;
        }
        if (known >= 0 && !to.spaceOptions(known).equals(options)) {
            throw conflict("vector space " + name + " was created with other options by another writer");
        }
        spaces.put(staged, known >= 0 ? known : to.addSpace(name, options));
    }

    private void addVector() {
        int staged = (int) in.getUnsigned();
        int space = staged < spaceLimit ? staged : spaces.getOrDefault(staged, -1);
        if (!to.hasSpace(space)) {
            throw conflict("a vector space was dropped by another writer");
        }
        int stagedNode = (int) in.getUnsigned();
        int node = node(stagedNode);
        if (stagedNode < nodeLimit && to.hasPropertyNamedAs(space, node)) {
            throw conflict("a node got a property under the name of a vector of the load");
        }
        float inverseNorm = in.getFloat();
        float[] vector = StateCodec.readFloats(in, to.spaceOptions(space).dimension());
        to.addRow(space, node, memory.row(vector), inverseNorm, true);
    }

    private Properties readProperties() {
        Properties staged = StateCodec.readProperties(in);
        Properties[] properties = {Properties.NONE};
        staged.forEach((key, value) -> properties[0] = properties[0].with(token(TokenKind.PROPERTY_KEY, key), value));
        return properties[0];
    }

    private int token(TokenKind kind, int staged) {
        return tokens.getOrDefault(new StagedToken(kind, staged), staged);
    }

    private int node(int staged) {
        int node = staged < nodeLimit ? staged : nodes.get(staged - nodeLimit);
        if (!to.nodeLive(node)) {
            throw conflict("a node the load names was deleted by another writer");
        }
        return node;
    }

    private static ContextDbException conflict(String what) {
        return new ContextDbException(
                ErrorCode.TRANSACTION_CONFLICT, what + " while the bulk load was under way; load again");
    }
}
