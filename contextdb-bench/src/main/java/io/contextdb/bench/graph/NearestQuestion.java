package io.contextdb.bench.graph;

import io.contextdb.api.SimilarityQuery;
import java.util.Arrays;

/** Which nodes are most similar to a node. */
final class NearestQuestion extends SimilarityQuestion {
    private final GraphQuery.Nearest query;
    private final Subject subject;
    private final SimilarityQuery indexed;
    /** Without the node itself, which the database leaves out. */
    private final double[] expected;

    NearestQuestion(GraphQuery.Nearest query, Subject subject, ArrayGraph graph, ArrayVectors vectors) {
        super(query.like(), query.answer(), graph, vectors);
        this.query = query;
        this.subject = subject;
        long[] others =
                Arrays.stream(query.answer()).filter(id -> id != query.like()).toArray();
        this.expected = falling(others);
        this.indexed = SimilarityQuery.top(Math.max(1, others.length));
    }

    @Override
    void askSubject() {
        sink = subject.nearest(query.like(), indexed).size();
    }

    @Override
    void askLimit() {
        sink = vectors.nearest(like, k());
    }

    @Override
    boolean right() {
        return same(expected, subject.nearest(query.like(), indexed.exactly()).ids());
    }

    @Override
    double recall() {
        return share(expected, subject.nearest(query.like(), indexed).ids());
    }
}
