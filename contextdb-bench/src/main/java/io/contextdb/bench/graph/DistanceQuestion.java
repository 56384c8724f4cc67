package io.contextdb.bench.graph;

/** How many edges lie between two nodes. */
final class DistanceQuestion extends Question {
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
