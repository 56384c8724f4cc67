package io.contextdb.bench.traversal;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.EdgeTypes;
import io.contextdb.api.Progress;
import io.contextdb.cli.measure.TemporaryDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A database with a random graph of mean degree 14 and a vector for each node, all in one snapshot. */
@State(Scope.Benchmark)
public class RandomGraph {
    private static final int NODES = 30_000;
    private static final int EDGES = 7 * NODES;
    private static final int DIMENSION = 128;

    private @Nullable TemporaryDirectory directory;
    private @Nullable Database database;
    private long state = 1;

    /** Made by JMH. */
    public RandomGraph() {}

    Database database() {
        return Objects.requireNonNull(database);
    }

    /** The id of some node. */
    long node() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (state >>> 33) % NODES;
    }

    /** Loads the graph. */
    @Setup(Level.Trial)
    public void load() throws IOException {
        TemporaryDirectory folder = TemporaryDirectory.named("contextdb-bench-traversal");
        directory = folder;
        Database opened = ContextDB.open(
                folder.path().resolve("database"), DatabaseOptions.defaults().vectorIndexType("flat"));
        database = opened;
        Random random = new Random(1);
        try (BulkLoader loader = opened.beginBulkLoad()) {
            for (int id = 0; id < NODES; id++) {
                loader.node(id, List.of(), Map.of());
            }
            int type = loader.edgeType(EdgeTypes.RELATED);
            for (int edge = 0; edge < EDGES; edge++) {
                loader.edge(random.nextInt(NODES), random.nextInt(NODES), type);
            }
            float[] vector = new float[DIMENSION];
            for (int id = 0; id < NODES; id++) {
                for (int i = 0; i < DIMENSION; i++) {
                    vector[i] = (float) random.nextGaussian();
                }
                loader.vector(id, "embedding", vector);
            }
            loader.commit(Progress.none());
        }
        opened.awaitIndexes(Progress.none());
    }

    /** Closes and deletes the database. */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
        database().close();
        Objects.requireNonNull(directory).close();
    }
}
