package io.contextdb.api;

/** How much differs between two states. A vector counts by itself, and also as a change of its node. */
public record DifferenceCounts(
        long nodesAdded,
        long nodesRemoved,
        long nodesChanged,
        long edgesAdded,
        long edgesRemoved,
        long edgesChanged,
        long vectorsAdded,
        long vectorsRemoved,
        long vectorsChanged) {}
