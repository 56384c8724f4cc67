package io.contextdb.bench.graph;

import io.contextdb.cli.measure.Recall;
import java.util.Arrays;

/** What vector questions share: answers are compared by their similarities, so that ties may fall either way. */
abstract sealed class SimilarityQuestion extends Question permits NearestQuestion, HybridQuestion {
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
        Recall recall = new Recall(ArrayVectors.TIE);
        recall.add(expected, falling(ids));
        return recall.share();
    }

    final int k() {
        return Math.max(1, answer.length);
    }
}
