package io.contextdb.bench.history;

/** What is asked of a node. */
enum QuestionKind {
    /** What lies within two hops. */
    HOPS,
    /** What is most similar. */
    SIMILAR,
    /** What is most similar of what lies within two hops. */
    HYBRID
}
