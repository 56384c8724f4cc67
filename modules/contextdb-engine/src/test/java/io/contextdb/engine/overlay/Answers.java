package io.contextdb.engine.overlay;

import io.contextdb.api.DatabaseStatistics;
import io.contextdb.api.Direction;
import io.contextdb.api.Edge;
import io.contextdb.api.GraphPath;
import io.contextdb.api.GraphReader;
import io.contextdb.api.HybridResult;
import io.contextdb.api.Node;
import io.contextdb.api.NodeList;
import io.contextdb.api.SearchHits;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.Traversal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every question there is, asked about everything there is, with its answer as text. */
final class Answers {
    private final GraphReader reader;
    private final SortedMap<String, String> answers = new TreeMap<>();

    private Answers(GraphReader reader) {
        this.reader = reader;
    }

    static SortedMap<String, String> of(GraphReader reader) {
        Answers asked = new Answers(reader);
        asked.all();
        return asked.answers;
    }

    private void all() {
        List<Node> nodes = new ArrayList<>();
        reader.forEachNode(nodes::add);
        answers.put("nodes in order", nodes.stream().map(Node::id).toList().toString());
        List<Edge> edges = new ArrayList<>();
        reader.forEachEdge(edges::add);
        edges.sort(Comparator.comparing(Edge::id));
        answers.put("edges", edges.toString());
        edges.forEach(edge ->
                answers.put("edge " + edge.id(), reader.findEdge(edge.id()).toString()));
        statistics();
        for (int i = 0; i < nodes.size(); i++) {
            node(nodes.get(i), nodes.get(nodes.size() - 1 - i).id());
        }
        for (long id = 0; id < 60; id++) {
            answers.put("exists " + id, String.valueOf(reader.nodeExists(id)));
        }
    }

    private void statistics() {
        DatabaseStatistics statistics = reader.statistics();
        answers.put(
                "statistics",
                statistics.nodes() + " " + statistics.edges() + " " + statistics.vectors() + statistics.labels()
                        + statistics.edgeTypes());
        answers.put(
                "spaces",
                statistics.vectorSpaces().stream()
                        .map(space -> space.name() + space.options() + space.vectors())
                        .collect(Collectors.joining(" ")));
    }

    private void node(Node node, long other) {
        long id = node.id();
        answers.put("node " + id, node.toString());
        answers.put("found " + id, reader.findNode(id).toString());
        answers.put("edges of " + id, reader.edges(id, Direction.BOTH).toString());
        answers.put(
                "links from " + id,
                reader.queryByEdgeKind(id, "LINKS", Direction.OUTGOING).toString());
        answers.put("near " + id, depths(reader.queryRelated(id, 2)));
        NodeList typed = new NodeList();
        reader.queryRelated(id, Traversal.within(3).over("LINKS", "TYPE1").in(Direction.INCOMING), typed);
        answers.put("upstream of " + id, depths(typed));
        answers.put(
                "path from " + id,
                reader.findShortestPath(id, other).map(Answers::text).orElse("none"));
        for (String space : node.vectorNames()) {
            answers.put(
                    space + " of " + id,
                    Arrays.toString(reader.findVector(id, space).orElseThrow()));
            SimilarityQuery query = SimilarityQuery.top(7).in(space).exactly();
            SearchHits hits = new SearchHits();
            reader.querySimilar(id, query, hits);
            answers.put("by " + space + " like " + id, text(hits));
            HybridResult hybrid = new HybridResult();
            reader.queryHybrid(id, Traversal.within(2), id, query, hybrid);
            answers.put("by " + space + " near " + id, depths(hybrid.related()) + text(hybrid.hits()));
        }
    }

    private static String text(GraphPath path) {
        StringBuilder text = new StringBuilder().append(path.node(0));
        for (int i = 0; i < path.length(); i++) {
            text.append(" -").append(path.edge(i)).append("- ").append(path.node(i + 1));
        }
        return text.toString();
    }

    private static String text(SearchHits hits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < hits.size(); i++) {
            text.append(hits.id(i)).append('=').append(hits.similarity(i)).append(' ');
        }
        return text.toString();
    }

    private static String depths(NodeList nodes) {
        SortedMap<Long, Integer> depths = new TreeMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            depths.put(nodes.id(i), nodes.depth(i));
        }
        return depths.toString();
    }
}
