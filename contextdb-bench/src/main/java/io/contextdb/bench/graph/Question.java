package io.contextdb.bench.graph;

/** A query made ready to be asked again and again: of the database, of the arrays, and of the reference. */
abstract sealed class Question permits HopsQuestion, DistanceQuestion, SimilarityQuestion {
    /** Keeps results alive, so that no question is optimised away. */
    static volatile long sink;

    /** Asks the database. */
    abstract void askSubject();

    /** Asks the arrays. */
    abstract void askLimit();

    /** Whether the database's answer is the reference's. */
    abstract boolean right();

    /** The share of the reference's answer that the database finds as users ask it. */
    double recall() {
        return right() ? 1 : 0;
    }

    /** Makes a query ready. */
    static Question of(GraphQuery query, Subject subject, ArrayGraph graph, ArrayVectors vectors) {
        return switch (query) {
            case GraphQuery.Hops hops -> new HopsQuestion(hops, subject, graph);
            case GraphQuery.Distance distance -> new DistanceQuestion(distance, subject, graph);
            case GraphQuery.Nearest nearest -> new NearestQuestion(nearest, subject, graph, vectors);
            case GraphQuery.Hybrid hybrid -> new HybridQuestion(hybrid, subject, graph, vectors);
        };
    }
}
