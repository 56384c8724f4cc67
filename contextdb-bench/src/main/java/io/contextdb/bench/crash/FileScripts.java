package io.contextdb.bench.crash;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.Database;
import io.contextdb.api.Progress;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What lets files come and go: checkpoints, compactions, cleanups, imports, and log segments that fill. */
final class FileScripts {
    /** A value that fills a good part of a log segment. */
    private static final int LARGE_BYTES = 9_000;

    private FileScripts() {}

    static void checkpoints(Steps steps) {
        for (int i = 0; i < 26; i++) {
            long first = 1000L * (i + 1);
            steps.step(db -> db.insertNodes(Rows.nodes(first, 6)));
            steps.step(db -> db.insertEdge(first, first + 1, "KNOWS", Rows.properties(first)));
            steps.step(db -> db.updateNode(first + 2, Rows.properties(first)));
            steps.step(Database::createSnapshot);
            if (i % 4 == 3) {
                steps.step(db -> db.cleanup(2));
            }
        }
    }

    static void compaction(Steps steps) {
        for (int i = 0; i < 10; i++) {
            long first = 1000L * (i + 1);
            steps.step(db -> db.insertNodes(Rows.nodes(first, 9)));
            steps.step(db -> db.insertEdges(Rows.edges(first, 9)));
            steps.step(db -> db.detachDeleteNode(first + 3));
            steps.step(db -> db.detachDeleteNode(first + 6));
            steps.step(Database::compact);
            if (i % 4 == 3) {
                steps.step(db -> db.cleanup(2));
            }
        }
    }

    static void cleanup(Steps steps) {
        for (int i = 0; i < 26; i++) {
            long id = 100L + i;
            steps.step(db -> db.insertNode(id, List.of("New"), Rows.withVector(id)));
            steps.step(Database::createSnapshot);
            if (i % 3 == 2) {
                steps.step(db -> db.cleanup(2));
            }
        }
        steps.step(db -> db.cleanup(0));
    }

    static void imports(Steps steps) {
        for (int i = 0; i < 8; i++) {
            load(steps, 10_000L * (i + 1));
            long id = 100L + i;
            steps.step(db -> db.insertNode(id, List.of("Between"), Rows.withVector(id)));
        }
    }

    static void load(Steps steps, long first) {
        steps.step(db -> {
            try (BulkLoader loader = db.beginBulkLoad()) {
                int type = loader.edgeType("LOADED");
                for (long id = first; id < first + 20; id++) {
                    loader.node(id, List.of("Loaded"), Rows.withVector(id));
                    loader.edge(id, 1 + id % 11, type, Rows.properties(id));
                }
                loader.commit(Progress.none());
            }
        });
    }

    static void rotation(Steps steps) {
        for (int i = 0; i < 90; i++) {
            long id = 100L + i;
            // Does not compress, so that the log grows by all of it.
            byte[] large = new byte[LARGE_BYTES];
            new SplittableRandom(id).nextBytes(large);
            steps.step(db -> db.insertNode(id, List.of("Large"), Map.of("bytes", large)));
            steps.step(db -> db.detachDeleteNode(id));
            if (i % 9 == 8) {
                steps.step(Database::createSnapshot);
            }
        }
    }
}
