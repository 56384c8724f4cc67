package io.contextdb.server.routes;

import io.contextdb.api.Metric;
import io.contextdb.api.Snapshot;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.server.http.Schema;
import io.contextdb.server.http.Schema.ObjectSchema;
import io.contextdb.server.http.Words;
import java.util.List;

/** The JSON objects that requests and answers are made of. */
final class Schemas {
    private static final Schema COUNT = Schema.whole(0, Long.MAX_VALUE);
    private static final List<String> METRICS = Words.of(Metric.class);

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

    static final ObjectSchema EDGE_PATCH = Schema.object("EdgePatch").must("properties", Schema.properties(true));

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

    static final ObjectSchema VECTOR_QUERY = new ObjectSchema(
                    "VectorQuery", SIMILAR_QUERY.members(), SIMILAR_QUERY.required())
            .must("values", Schema.list(Schema.number()));

    static final ObjectSchema HIT = Schema.object("Hit").must("id", Schema.id()).must("similarity", Schema.number());

    static final ObjectSchema HITS = Schema.object("Hits").must("results", Schema.list(HIT));

    static final ObjectSchema HYBRID_QUERY = new ObjectSchema(
                    "HybridQuery", SIMILAR_QUERY.members(), SIMILAR_QUERY.required())
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

    static final ObjectSchema VECTOR_SPACE = Schema.object("VectorSpace")
            .must("name", Schema.text())
            .must("type", Schema.text())
            .must("dimension", Schema.whole(0, VectorIndexOptions.DIMENSION_MAX))
            .must("metric", Schema.word(METRICS))
            .must("parameters", Schema.numbers())
            .must("vectors", COUNT)
            .must("rows", COUNT)
            .must("indexed", COUNT);

    static final ObjectSchema CONTENT = Schema.object("Content")
            .must("nodes", COUNT)
            .must("edges", COUNT)
            .must("vectors", COUNT)
            .must("labels", Schema.numbers())
            .must("edgeTypes", Schema.numbers())
            .must("vectorSpaces", Schema.list(VECTOR_SPACE));

    static final ObjectSchema NEW_INDEX = Schema.object("NewIndex")
            .must("name", Schema.text())
            .may("type", Schema.text())
            .may("dimension", Schema.whole(0, VectorIndexOptions.DIMENSION_MAX))
            .may("metric", Schema.word(METRICS))
            .may("parameters", Schema.numbers());

    static final ObjectSchema INDEX_NAME = Schema.object("IndexName").must("name", Schema.text());

    static final ObjectSchema SNAPSHOT_FILE = Schema.object("SnapshotFile")
            .must("path", Schema.text())
            .must("kind", Schema.text())
            .must("rows", COUNT)
            .must("bytes", COUNT)
            .must("createdBySnapshot", COUNT)
            .must("sha256", Schema.text());

    static final ObjectSchema SNAPSHOT = Schema.object("Snapshot")
            .must("id", COUNT)
            .must("timestamp", Schema.text())
            .must("operation", Schema.word(Words.of(Snapshot.Operation.class)))
            .must("commitIndex", COUNT)
            .must("nodes", COUNT)
            .must("edges", COUNT)
            .must("vectors", COUNT)
            .must("bytes", COUNT)
            .must("bytesWritten", COUNT)
            .may("parent", Schema.whole(-1, Long.MAX_VALUE))
            .may("files", Schema.list(SNAPSHOT_FILE));

    static final ObjectSchema SNAPSHOTS = Schema.object("Snapshots").must("snapshots", Schema.list(SNAPSHOT));

    static final ObjectSchema CLEANUP = Schema.object("Cleanup").must("keep", Schema.whole(1, Integer.MAX_VALUE));

    static final ObjectSchema CLEANUP_REPORT = Schema.object("CleanupReport")
            .must("snapshotsDeleted", COUNT)
            .must("filesDeleted", COUNT)
            .must("bytesFreed", COUNT);

    static final ObjectSchema HEALTH = Schema.object("Health").must("status", Schema.word(List.of("up", "down")));

    private Schemas() {}
}
