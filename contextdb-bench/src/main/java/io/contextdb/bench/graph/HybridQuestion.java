package io.contextdb.bench.graph;

import io.contextdb.api.SimilarityQuery;

/** Which nodes within reach of one node are most similar to another. */
final class HybridQuestion extends SimilarityQuestion {
    private final GraphQuery.Hybrid query;
    private final Subject subject;
    private final SimilarityQuery indexed = SimilarityQuery.top(k());

    HybridQuestion(GraphQuery.Hybrid query, Subject subject, ArrayGraph graph, ArrayVectors vectors) {
        super(query.like(), query.answer(), graph, vectors);
        this.query = query;
        this.subject = subject;
    }

    @Override
    void askSubject() {
        sink = subject.hybrid(query.source(), query.like(), indexed).size();
    }

    @Override
    void askLimit() {
        int reached = graph.idsWithin(query.source(), GraphQuery.HYBRID_DEPTH);
        sink = vectors.nearest(graph.index(query.like()), k(), graph, reached);
    }

    @Override
    boolean right() {
        return same(reference(), answer(indexed.exactly()));
    }

    @Override
    double recall() {
        return share(reference(), answer(indexed));
    }

    private long[] answer(SimilarityQuery how) {
        return subject.hybrid(query.source(), query.like(), how).ids();
    }
}
