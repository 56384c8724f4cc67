package io.contextdb.bench.crash;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.Metric;
import io.contextdb.api.Progress;
import io.contextdb.api.Transaction;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.testkit.file.Damage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** The lives of databases that are crashed. Every kind of change to the files there is occurs in one of them. */
final class Workloads {
    /** A value that fills a good part of a log segment. */
    private static final int LARGE_BYTES = 9_000;

    private static final int TRIGGER_BYTES = 1_500;
    private static final int RECOVERIES = 8;

    /** How much of a restore is done before it is begun again. */
    private static final double RESTORE_PART = 0.5;

    private Workloads() {}

    /** All of them. */
    static List<Workload> all() {
        List<Workload> all = new ArrayList<>(List.of(
                new Workload("creation", Workloads::creation).fromNothing(),
                new Workload("inserts", Workloads::inserts),
                new Workload("updates", Workloads::updates),
                new Workload("deletes", Workloads::deletes),
                new Workload("batches", Workloads::batches),
                new Workload("transactions", Workloads::transactions),
                new Workload("checkpoints", Workloads::checkpoints),
                new Workload("triggers", Workloads::updates).with(triggers()),
                new Workload("compaction", Workloads::compaction),
                new Workload("cleanup", Workloads::cleanup),
                new Workload("indexes", Workloads::indexes),
                new Workload("import", Workloads::imports),
                new Workload("rotation", Workloads::rotation),
                new Workload("reopening", Workloads::reopening),
                new Workload("deletion", PastScripts::deletion).withPast(),
                new Workload("time-travel", PastScripts::timeTravel).withPast(),
                restore("restore"),
                everything()));
        for (int i = 1; i <= RECOVERIES; i++) {
            double part = (double) i / (RECOVERIES + 1);
            all.add(recovery("recovery-" + i, everything(), part, i % 2 == 0 ? Damage.TORN_SECTOR : Damage.REORDERED));
        }
        Workload rotation = recovery("recovery-rotation", find(all, "rotation"), 0.55, Damage.TORN_PAGE);
        all.add(rotation);
        all.add(recovery("recovery-twice", rotation, 0.5, Damage.REORDERED));
        all.add(recovery("recovery-import", find(all, "import"), 0.6, Damage.REORDERED));
        all.add(recovery("recovery-compaction", find(all, "compaction"), 0.8, Damage.PREFIX));
        all.add(recovery("recovery-deletion", find(all, "deletion"), 0.7, Damage.REORDERED));
        Workload restoreOnly = new Workload("restore-only", steps -> {}).fromArchive();
        all.add(restore("restore-again").on(() -> Bases.crashed(restoreOnly, RESTORE_PART, Damage.REORDERED)));
        return List.copyOf(all);
    }

    private static Workload find(List<Workload> workloads, String name) {
        return workloads.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Workload everything() {
        return new Workload("everything", Workloads::everything).fromNothing();
    }

    private static Workload restore(String name) {
        return new Workload(name, Workloads::afterRestore).fromArchive();
    }

    /** With checkpoints whenever a little was written, beside the writer. */
    private static DatabaseOptions triggers() {
        return Databases.options().checkpointLogBytes(TRIGGER_BYTES);
    }

    /** A crash while the database recovers from one before, which came when a part of a script was done. */
    private static Workload recovery(String name, Workload before, double part, Damage damage) {
        return new Workload(name, Workloads::afterRecovery).on(() -> Bases.crashed(before, part, damage));
    }

    private static void afterRecovery(Steps steps) {
        for (int i = 0; i < 4; i++) {
            long id = 100_000L + i;
            // A recovery that crashed may have come as far as this.
            steps.step(db -> db.upsertNode(id, List.of("Recovered"), Rows.withVector(id)));
        }
        steps.step(Database::createSnapshot);
        steps.reopen();
        steps.step(db -> db.detachDeleteNode(100_001));
    }

    private static void afterRestore(Steps steps) {
        steps.step(db -> db.insertNode(200_000, List.of("Restored"), Rows.withVector(200_000)));
        steps.step(db -> db.detachDeleteNode(3));
        steps.step(Database::createSnapshot);
        steps.reopen();
        steps.step(db -> db.insertEdge(200_000, 1, "KNOWS", Map.of()));
    }

    private static void creation(Steps steps) {
        steps.step(db -> db.insertNode(1, List.of("First"), Rows.withVector(1)));
        steps.step(Database::createSnapshot);
        steps.reopen();
        steps.step(db -> db.insertNode(2, List.of("Second"), Rows.withVector(2)));
    }

    private static void inserts(Steps steps) {
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

    private static void updates(Steps steps) {
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

    private static void deletes(Steps steps) {
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

    private static void batches(Steps steps) {
        for (int i = 0; i < 24; i++) {
            long first = 1000L * (i + 1);
            steps.step(db -> db.insertNodes(Rows.nodes(first, 16)));
            steps.step(db -> db.insertEdges(Rows.edges(first, 16)));
            steps.step(db -> db.insertVectors("second", Rows.vectors(first, 16)));
        }
    }

    private static void transactions(Steps steps) {
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

    private static void checkpoints(Steps steps) {
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

    private static void compaction(Steps steps) {
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

    private static void cleanup(Steps steps) {
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

    private static void indexes(Steps steps) {
        for (String type : List.of("flat", "hnsw", "ivf")) {
            VectorIndexOptions options =
                    VectorIndexOptions.of(type).dimension(4).metric(Metric.EUCLIDEAN);
            steps.step(db -> db.createVectorIndex(type, options));
            steps.step(db -> db.insertNodes(Rows.nodes(type.hashCode() & 0xffffL, 6)));
            steps.step(db -> db.insertVectors(type, Rows.vectors(type.hashCode() & 0xffffL, 6)));
            steps.step(db -> db.awaitIndexes(Progress.none()));
            steps.step(Database::createSnapshot);
        }
        steps.step(db -> db.dropVectorIndex("flat"));
        steps.step(Database::createSnapshot);
        steps.reopen();
        steps.step(db -> db.deleteVector(3, "embedding"));
    }

    private static void imports(Steps steps) {
        for (int i = 0; i < 8; i++) {
            load(steps, 10_000L * (i + 1));
            long id = 100L + i;
            steps.step(db -> db.insertNode(id, List.of("Between"), Rows.withVector(id)));
        }
    }

    private static void load(Steps steps, long first) {
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

    private static void rotation(Steps steps) {
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

    private static void reopening(Steps steps) {
        for (int i = 0; i < 30; i++) {
            long id = 100L + i;
            steps.step(db -> db.insertNode(id, List.of("New"), Rows.withVector(id)));
            if (i % 4 == 1) {
                steps.step(Database::createSnapshot);
            }
            steps.reopen();
        }
    }

    private static void everything(Steps steps) {
        steps.step(db -> db.insertNodes(Rows.nodes(1, 20)));
        steps.step(db -> db.insertEdges(Rows.edges(1, 20)));
        steps.step(Database::createSnapshot);
        load(steps, 5_000);
        steps.step(db -> db.detachDeleteNode(5_003));
        steps.step(Database::compact);
        steps.step(db -> db.createVectorIndex("second", VectorIndexOptions.of("ivf")));
        steps.step(db -> db.insertVectors("second", Rows.vectors(1, 12)));
        steps.step(db -> db.awaitIndexes(Progress.none()));
        steps.reopen();
        steps.step(Database::createSnapshot);
        steps.step(db -> db.cleanup(2));
        load(steps, 6_000);
        steps.step(db -> db.updateNode(3, Rows.properties(99)));
        steps.step(Database::createSnapshot);
        steps.step(db -> db.cleanup(0));
    }
}
