package io.contextdb.server.routes;

/** How much one request may ask for. */
final class Bounds {
    /** Hits or nodes in one answer. */
    static final int RESULTS_MAX = 100_000;

    /** Steps of a traversal. */
    static final int DEPTH_MAX = 64;

    /** The width of a search. */
    static final int EF_MAX = 100_000;

    private Bounds() {}
}
