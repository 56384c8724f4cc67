package io.contextdb.bench.graph;

import io.contextdb.api.NodeList;
import io.contextdb.api.SimilarityQuery;
import java.util.Arrays;

/** A query made ready to be asked again and again: of the database, of the arrays, and of the reference. */
abstract sealed class Question {
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

    private static final class HopsQuestion extends Question {
        private final GraphQuery.Hops query;
        private final Subject subject;
        private final ArrayGraph graph;

        HopsQuestion(GraphQuery.Hops query, Subject subject, ArrayGraph graph) {
            this.query = query;
            this.subject = subject;
            this.graph = graph;
        }

        @Override
        void askSubject() {
            sink = subject.within(query.source(), query.depth()).size();
        }

        @Override
        void askLimit() {
            sink = graph.answer(Math.max(0, graph.idsWithin(query.source(), query.depth()) - 1));
        }

        @Override
        boolean right() {
            NodeList nodes = subject.within(query.source(), query.depth());
            long sum = 0;
            for (int i = 0; i < nodes.size(); i++) {
                sum += nodes.id(i);
            }
            return nodes.size() == query.count()
                    && sum == query.sum()
                    && Arrays.stream(nodes.ids()).distinct().count() == query.count();
        }
    }

    private static final class DistanceQuestion extends Question {
        private final GraphQuery.Distance query;
        private final Subject subject;
        private final ArrayGraph graph;

        DistanceQuestion(GraphQuery.Distance query, Subject subject, ArrayGraph graph) {
            this.query = query;
            this.subject = subject;
            this.graph = graph;
        }

        @Override
        void askSubject() {
            sink = subject.distance(query.from(), query.to());
        }

        @Override
        void askLimit() {
            sink = graph.distance(graph.index(query.from()), graph.index(query.to()));
        }

        @Override
        boolean right() {
            return subject.distance(query.from(), query.to()) == query.length();
        }
    }

    /** What vector questions share: answers are compared by their similarities, so that ties may fall either way. */
    abstract static sealed class SimilarityQuestion extends Question {
        private final long[] answer;
        final ArrayGraph graph;
        final ArrayVectors vectors;
        final int like;

        SimilarityQuestion(long like, long[] answer, ArrayGraph graph, ArrayVectors vectors) {
            this.answer = answer;
            this.graph = graph;
            this.vectors = vectors;
            this.like = graph.index(like);
        }

        /** The similarities of the reference's answer, falling. */
        final double[] reference() {
            return falling(answer);
        }

        /** The similarities of the nodes, falling. */
        final double[] falling(long[] ids) {
            double[] similarities = Arrays.stream(ids)
                    .mapToDouble(id -> -vectors.similarity(like, graph.index(id)))
                    .sorted()
                    .toArray();
            Arrays.setAll(similarities, i -> -similarities[i]);
            return similarities;
        }

        final boolean same(double[] expected, long[] ids) {
            double[] found = falling(ids);
            if (found.length != expected.length || Arrays.stream(ids).distinct().count() != ids.length) {
                return false;
            }
            for (int i = 0; i < found.length; i++) {
                if (Math.abs(found[i] - expected[i]) > ArrayVectors.TIE) {
                    return false;
                }
            }
            return true;
        }

        final double share(double[] expected, long[] ids) {
            if (expected.length == 0) {
                return 1;
            }
            double last = expected[expected.length - 1] - ArrayVectors.TIE;
            long found = Arrays.stream(falling(ids))
                    .filter(similarity -> similarity >= last)
                    .count();
            return (double) Math.min(found, expected.length) / expected.length;
        }

        final int k() {
            return Math.max(1, answer.length);
        }
    }

    private static final class NearestQuestion extends SimilarityQuestion {
        private final GraphQuery.Nearest query;
        private final Subject subject;
        private final SimilarityQuery indexed;
        /** Without the node itself, which the database leaves out. */
        private final double[] expected;

        NearestQuestion(GraphQuery.Nearest query, Subject subject, ArrayGraph graph, ArrayVectors vectors) {
            super(query.like(), query.answer(), graph, vectors);
            this.query = query;
            this.subject = subject;
            long[] others = Arrays.stream(query.answer())
                    .filter(id -> id != query.like())
                    .toArray();
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
            return same(
                    expected, subject.nearest(query.like(), indexed.exactly()).ids());
        }

        @Override
        double recall() {
            return share(expected, subject.nearest(query.like(), indexed).ids());
        }
    }

    private static final class HybridQuestion extends SimilarityQuestion {
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
}
