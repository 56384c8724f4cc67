package io.contextdb.bench.crash;

import io.contextdb.api.Database;
import io.contextdb.api.Metric;
import io.contextdb.api.Progress;
import io.contextdb.api.Transaction;
import io.contextdb.api.VectorIndexOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What users write, in each of its forms, with a snapshot now and then. */
final class WriteScripts {
    private WriteScripts() {}

    static void inserts(Steps steps) {
        for (int i = 0; i < 60; i++) {
            long id = 100 + 10L * i;
            steps.step(db -> db.insertNode(id, List.of("New", "L" + id % 5), Rows.withVector(id)));
            steps.step(db -> db.insertEdge(id, id % 12, "KNOWS", Rows.properties(id)));
            if (i % 7 == 0) {
                steps.step(db -> db.insertNode(List.of("Numbered"), Rows.properties(id)));
                steps.step(db -> db.insertVector(id % 12, "second", Rows.vector(id)));
            }
        }
    }

    static void updates(Steps steps) {
        Map<String, Object> removal = new HashMap<>();
        removal.put("name", null);
        for (int i = 0; i < 140; i++) {
            long id = i % 12;
            int round = i;
            switch (i % 6) {
                case 0 -> steps.step(db -> db.updateNode(id, Rows.properties(round)));
                case 1 -> steps.step(db -> db.updateLabels(id, Set.of("Round" + round % 4), Set.of("Base")));
                case 2 -> steps.step(db -> db.upsertNode(id, List.of("Upserted"), Rows.withVector(round)));
                case 3 -> steps.step(db -> db.updateEdge(1 + id, Rows.properties(round)));
                case 4 -> steps.step(db -> db.insertVector(id, "embedding", Rows.vector(round + 500L)));
                default -> steps.step(db -> db.updateNode(id, removal));
            }
            if (i % 40 == 33) {
                steps.step(Database::createSnapshot);
            }
        }
    }

    static void deletes(Steps steps) {
        steps.step(db -> db.insertNodes(Rows.nodes(100, 60)));
        steps.step(db -> db.insertEdges(Rows.edges(100, 60)));
        steps.step(Database::createSnapshot);
        for (int i = 0; i < 60; i++) {
            long id = 100L + i;
            long edge = i + 1L;
            steps.step(db -> db.findEdge(edge).ifPresent(found -> db.deleteEdge(edge)));
            steps.step(db -> db.findVector(id, "embedding").ifPresent(found -> db.deleteVector(id, "embedding")));
            if (i % 2 == 0) {
                steps.step(db -> db.detachDeleteNode(id));
            }
            if (i % 25 == 10) {
                steps.step(Database::createSnapshot);
            }
        }
    }

    static void batches(Steps steps) {
        for (int i = 0; i < 24; i++) {
            long first = 1000L * (i + 1);
            steps.step(db -> db.insertNodes(Rows.nodes(first, 16)));
            steps.step(db -> db.insertEdges(Rows.edges(first, 16)));
            steps.step(db -> db.insertVectors("second", Rows.vectors(first, 16)));
        }
    }

    static void transactions(Steps steps) {
        for (int i = 0; i < 80; i++) {
            long first = 1000L * (i + 1);
            boolean commit = i % 4 != 3;
            steps.step(db -> {
                try (Transaction transaction = db.begin()) {
                    transaction.insertNodes(Rows.nodes(first, 5));
                    transaction.insertEdge(first, first + 1, "KNOWS", Rows.properties(first));
                    transaction.updateNode(first % 12, Rows.properties(first));
                    transaction.deleteNode(first + 4);
                    if (commit) {
                        transaction.commit();
                    }
                }
            });
            if (i % 25 == 7) {
                steps.step(Database::createSnapshot);
            }
        }
    }

    static void indexes(Steps steps) {
        List<String> types = List.of("flat", "hnsw", "ivf");
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i);
            long first = 1000L * (i + 1);
            VectorIndexOptions options =
                    VectorIndexOptions.of(type).dimension(4).metric(Metric.EUCLIDEAN);
            steps.step(db -> db.createVectorIndex(type, options));
            steps.step(db -> db.insertNodes(Rows.nodes(first, 6)));
            steps.step(db -> db.insertVectors(type, Rows.vectors(first, 6)));
            steps.step(db -> db.awaitIndexes(Progress.none()));
            steps.step(Database::createSnapshot);
        }
        steps.step(db -> db.dropVectorIndex("flat"));
        steps.step(Database::createSnapshot);
        steps.reopen();
        steps.step(db -> db.deleteVector(3, "embedding"));
    }
}
