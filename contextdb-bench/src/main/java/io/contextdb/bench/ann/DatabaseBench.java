package io.contextdb.bench.ann;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.Progress;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.cli.measure.TemporaryDirectory;
import io.contextdb.memory.NativeMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The same searches through a database that holds the same rows: what asking as users do costs above the index itself.
 */
final class DatabaseBench {
    private final AnnDataset dataset;
    private final AnnSettings settings;
    private final Progress progress;

    DatabaseBench(AnnDataset dataset, AnnSettings settings, Progress progress) {
        this.dataset = dataset;
        this.settings = settings;
        this.progress = progress;
    }

    List<AnnResult.Search> run(VectorIndexOptions options) throws IOException {
        try (TemporaryDirectory temporary = TemporaryDirectory.named("contextdb-bench-ann-")) {
            Path directory = temporary.path().resolve("database");
            DatabaseOptions opening = DatabaseOptions.defaults().buildThreads(settings.threads());
            try (Database database = ContextDB.open(directory, opening)) {
                load(database, options);
            }
            float[][] queries = new float[dataset.queries().count()][];
            for (int query = 0; query < queries.length; query++) {
                queries[query] = vector(dataset.queries(), query);
            }
            try (Database database = ContextDB.open(directory, opening)) {
                return new SearchTimes(dataset, settings, progress)
                        .measure("searching in the database", ef -> new DatabaseSearcher(database, queries, ef));
            }
        }
    }

    private void load(Database database, VectorIndexOptions options) {
        try (BulkLoader loader = database.beginBulkLoad()) {
            loader.vectorIndex(SimilarityQuery.DEFAULT_NAME, options);
            for (int row = 0; row < dataset.base().count(); row++) {
                loader.node(row, List.of(), Map.of());
                loader.vector(row, SimilarityQuery.DEFAULT_NAME, vector(dataset.base(), row));
            }
            loader.commit(progress);
        }
        database.awaitIndexes(progress);
        database.createSnapshot();
    }

    private static float[] vector(FileRows rows, int row) {
        float[] vector = new float[rows.dimension()];
        NativeMemory.copyFloats(rows.address(row), vector, 0, vector.length);
        return vector;
    }
}
