package io.contextdb.bench.graph;

import io.contextdb.api.NodeList;
import java.util.Arrays;

/** Which nodes are within reach; the arrays count them. */
final class HopsQuestion extends Question {
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
