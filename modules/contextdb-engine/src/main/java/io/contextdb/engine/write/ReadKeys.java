package io.contextdb.engine.write;

import java.nio.charset.StandardCharsets;

/**
 * Names of what a transaction reads and a write set changes, as 64-bit fingerprints. Two different things may share a
 * fingerprint (one chance in 2^64 for a pair); the worst that follows is a conflict that is none, and the transaction
 * runs again.
 *
 * <p>A fingerprint is the finalizer of splitmix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number
 * generators", 2014) over the id and a constant of the kind; names enter by their FNV-1a hash over UTF-8. They travel
 * in commands, so this is part of the log's format.
 */
public final class ReadKeys {
    /** The whole graph: changed by everything. */
    public static final long GRAPH = 0;

    private static final long NODE = 0x9E3779B97F4A7C15L;
    private static final long EDGE = 0xD1B54A32D192ED03L;
    private static final long OUTGOING = 0x8CB92BA72F3D8DD7L;
    private static final long INCOMING = 0xABC98388FB8FAC03L;
    private static final long LABEL = 0xDB4F0B9175AE2165L;
    private static final long SPACE = 0xE6546B64A1C3D297L;
    private static final long VECTORS = 0xF1357AEA2E62A9C5L;

    private ReadKeys() {}

    /** A node: whether it exists, its labels, properties and vectors. */
    public static long node(long id) {
        return mix(id, NODE);
    }

    /** An edge: whether it exists, and its properties. */
    public static long edge(long id) {
        return mix(id, EDGE);
    }

    /** Which edges start at a node. */
    public static long outgoing(long nodeId) {
        return mix(nodeId, OUTGOING);
    }

    /** Which edges end at a node. */
    public static long incoming(long nodeId) {
        return mix(nodeId, INCOMING);
    }

    /** Which nodes have a label. */
    public static long label(String name) {
        return mix(hash(name), LABEL);
    }

    /** Whether a vector space exists, and its options. */
    public static long space(String name) {
        return mix(hash(name), SPACE);
    }

    /** Which vectors a space has. */
    public static long vectors(String space) {
        return mix(hash(space), VECTORS);
    }

    private static long mix(long value, long kind) {
        long mixed = value + kind;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return mixed == GRAPH ? 1 : mixed;
    }

    private static long hash(String name) {
        long hash = 0xCBF29CE484222325L;
        for (byte next : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ next & 0xFF) * 0x100000001B3L;
        }
        return hash;
    }
}
