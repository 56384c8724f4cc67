package io.contextdb.server.routes;

import io.contextdb.server.http.Schema;
import io.contextdb.server.http.Schema.ObjectSchema;
import java.util.List;

/** The JSON objects that requests and answers are made of. */
final class Schemas {
    static final ObjectSchema NEW_NODE = Schema.object("NewNode")
            .may("id", Schema.id())
            .may("labels", Schema.list(Schema.text()))
            .may("properties", Schema.properties(false));

    static final ObjectSchema NODE_CONTENT = Schema.object("NodeContent")
            .may("labels", Schema.list(Schema.text()))
            .may("properties", Schema.properties(false));

    static final ObjectSchema NODE_PATCH = Schema.object("NodePatch")
            .may("labels", Schema.list(Schema.text()))
            .may("properties", Schema.properties(true));

    static final ObjectSchema NODE = Schema.object("Node")
            .must("id", Schema.id())
            .must("labels", Schema.list(Schema.text()))
            .must("properties", Schema.properties(false))
            .must("vectors", Schema.list(Schema.text()));

    static final ObjectSchema NEW_EDGE = Schema.object("NewEdge")
            .must("from", Schema.id())
            .must("to", Schema.id())
            .must("type", Schema.text())
            .may("properties", Schema.properties(false));

    static final ObjectSchema EDGE_PATCH =
            Schema.object("EdgePatch").must("properties", Schema.properties(true));

    static final ObjectSchema EDGE = Schema.object("Edge")
            .must("id", Schema.id())
            .must("from", Schema.id())
            .must("to", Schema.id())
            .must("type", Schema.text())
            .must("properties", Schema.properties(false));

    static final ObjectSchema EDGES = Schema.object("Edges").must("edges", Schema.list(EDGE));

    static final ObjectSchema CREATED = Schema.object("Created").must("id", Schema.id());

    static final ObjectSchema NEW_VECTOR = Schema.object("NewVector")
            .must("values", Schema.list(Schema.number()))
            .may("name", Schema.text());

    static final ObjectSchema VECTOR = Schema.object("Vector")
            .must("id", Schema.id())
            .must("name", Schema.text())
            .must("values", Schema.list(Schema.number()));

    static final ObjectSchema RELATED_NODE =
            Schema.object("RelatedNode").must("id", Schema.id()).must("depth", Schema.whole(1, Integer.MAX_VALUE));

    static final ObjectSchema RELATED = Schema.object("Related")
            .must("id", Schema.id())
            .must("depth", Schema.whole(0, Integer.MAX_VALUE))
            .must("nodes", Schema.list(RELATED_NODE));

    static final ObjectSchema SIMILAR_QUERY = Schema.object("SimilarQuery")
            .may("k", Schema.whole(1, Bounds.RESULTS_MAX))
            .may("name", Schema.text())
            .may("ef", Schema.whole(0, Bounds.EF_MAX))
            .may("threshold", Schema.number())
            .may("exact", Schema.flag());

    static final ObjectSchema VECTOR_QUERY =
            new ObjectSchema("VectorQuery", SIMILAR_QUERY.members(), SIMILAR_QUERY.required())
                    .must("values", Schema.list(Schema.number()));

    static final ObjectSchema HIT =
            Schema.object("Hit").must("id", Schema.id()).must("similarity", Schema.number());

    static final ObjectSchema HITS = Schema.object("Hits").must("results", Schema.list(HIT));

    static final ObjectSchema HYBRID_QUERY =
            new ObjectSchema("HybridQuery", SIMILAR_QUERY.members(), SIMILAR_QUERY.required())
                    .must("start", Schema.id())
                    .may("depth", Schema.whole(0, Bounds.DEPTH_MAX))
                    .may("direction", Schema.word(TraversalParameters.DIRECTIONS))
                    .may("types", Schema.list(Schema.text()))
                    .may("values", Schema.list(Schema.number()))
                    .may("like", Schema.id());

    static final ObjectSchema HYBRID = Schema.object("Hybrid")
            .must("results", Schema.list(HIT))
            .must("related", Schema.whole(0, Integer.MAX_VALUE));

    static final ObjectSchema PATH = Schema.object("Path")
            .must("exists", Schema.flag())
            .may("length", Schema.whole(0, Integer.MAX_VALUE))
            .may("nodes", Schema.list(Schema.id()))
            .may("edges", Schema.list(Schema.id()));

    static final ObjectSchema HEALTH = Schema.object("Health").must("status", Schema.word(List.of("up", "down")));

    private Schemas() {}
}
