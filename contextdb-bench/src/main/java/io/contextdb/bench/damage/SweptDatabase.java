package io.contextdb.bench.damage;

import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.Progress;
import io.contextdb.api.spi.DatabaseProvider;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.bench.common.Providers;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A database of four MiB with files of every kind: two snapshots that share files, an index, deletions, and a little in
 * the log.
 */
final class SweptDatabase {
    static final Path HOME = Path.of("/database");
    static final int NODES = 3400;
    static final int NODES_DELETED = 40;
    private static final int DIMENSION = 128;
    private static final int SEGMENT_BYTES = 64 << 10;
    private static final DatabaseProvider ENGINE = Providers.engine();

    private SweptDatabase() {}

    static Database open(FileSystem files) {
        return ENGINE.open(
                HOME,
                DatabaseOptions.defaults()
                        .checkpointInterval(Duration.ZERO)
                        .checkpointLogBytes(Long.MAX_VALUE)
                        .buildThreads(1),
                files,
                SEGMENT_BYTES);
    }

    /** Makes it. */
    static MemoryFileSystem make() {
        MemoryFileSystem disk = new MemoryFileSystem();
        Random random = new Random(3);
        try (Database db = open(disk)) {
            for (int i = 0; i < NODES; i++) {
                db.insertNode(
                        i,
                        List.of(i % 2 == 0 ? "Even" : "Odd"),
                        Map.of("name", ("node " + i + ' ').repeat(12), "embedding", vector(random)));
            }
            for (int i = 0; i < 3 * NODES; i++) {
                db.insertEdge(random.nextInt(NODES), random.nextInt(NODES), "T" + i % 3, Map.of("weight", i));
            }
            db.awaitIndexes(Progress.none());
            db.createSnapshot();
            for (int i = NODES; i < NODES + NODES_DELETED; i++) {
                db.insertNode(i, List.of("Late"), Map.of("name", "late"));
                db.detachDeleteNode(i - NODES_DELETED);
            }
            db.createSnapshot();
            db.insertNode(10_000, List.of("In the log"), Map.of());
        }
        try (Database db = open(disk)) {
            // What verify looks at: the newest two snapshots.
            db.cleanup(0);
        }
        return disk;
    }

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
