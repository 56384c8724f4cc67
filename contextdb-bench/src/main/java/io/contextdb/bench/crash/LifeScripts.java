package io.contextdb.bench.crash;

import io.contextdb.api.Database;
import io.contextdb.api.Progress;
import io.contextdb.api.VectorIndexOptions;
import java.util.List;
import java.util.Map;

/** Databases that begin, are opened again, go on after a recovery or a restore, and see a little of everything. */
final class LifeScripts {
    private LifeScripts() {}

    static void creation(Steps steps) {
        steps.step(db -> db.insertNode(1, List.of("First"), Rows.withVector(1)));
        steps.step(Database::createSnapshot);
        steps.reopen();
        steps.step(db -> db.insertNode(2, List.of("Second"), Rows.withVector(2)));
    }

    static void reopening(Steps steps) {
        for (int i = 0; i < 30; i++) {
            long id = 100L + i;
            steps.step(db -> db.insertNode(id, List.of("New"), Rows.withVector(id)));
            if (i % 4 == 1) {
                steps.step(Database::createSnapshot);
            }
            steps.reopen();
        }
    }

    static void afterRecovery(Steps steps) {
        for (int i = 0; i < 4; i++) {
            long id = 100_000L + i;
            // A recovery that crashed may have come as far as this.
            steps.step(db -> db.upsertNode(id, List.of("Recovered"), Rows.withVector(id)));
        }
        steps.step(Database::createSnapshot);
        steps.reopen();
        steps.step(db -> db.detachDeleteNode(100_001));
    }

    static void afterRestore(Steps steps) {
        steps.step(db -> db.insertNode(200_000, List.of("Restored"), Rows.withVector(200_000)));
        steps.step(db -> db.detachDeleteNode(3));
        steps.step(Database::createSnapshot);
        steps.reopen();
        steps.step(db -> db.insertEdge(200_000, 1, "KNOWS", Map.of()));
    }

    static void everything(Steps steps) {
        steps.step(db -> db.insertNodes(Rows.nodes(1, 20)));
        steps.step(db -> db.insertEdges(Rows.edges(1, 20)));
        steps.step(Database::createSnapshot);
        FileScripts.load(steps, 5_000);
        steps.step(db -> db.detachDeleteNode(5_003));
        steps.step(Database::compact);
        steps.step(db -> db.createVectorIndex("second", VectorIndexOptions.of("ivf")));
        steps.step(db -> db.insertVectors("second", Rows.vectors(1, 12)));
        steps.step(db -> db.awaitIndexes(Progress.none()));
        steps.reopen();
        steps.step(Database::createSnapshot);
        steps.step(db -> db.cleanup(2));
        FileScripts.load(steps, 6_000);
        steps.step(db -> db.updateNode(3, Rows.properties(99)));
        steps.step(Database::createSnapshot);
        steps.step(db -> db.cleanup(0));
    }
}
