package io.contextdb.cli.command;

import io.contextdb.api.Metric;
import io.contextdb.api.SimilarityQuery;
import io.contextdb.api.VectorIndexOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a vector space is made when an import brings its first vector. */
final class IndexSelection {
    @Option(
            names = "--vector-name",
            paramLabel = "NAME",
            defaultValue = SimilarityQuery.DEFAULT_NAME,
            description = "The vector space of npy and fvecs files, and the one these options are about. Default:"
                    + " ${DEFAULT-VALUE}.")
    String name;

    @Option(
            names = "--index",
            paramLabel = "hnsw|flat|ivf",
            description = "Its index; a plug-in's name as well. Default: hnsw.")
    private @Nullable String type;

    @Option(
            names = "--metric",
            paramLabel = "cosine|dot|euclidean",
            description = "How its vectors are compared. Default: cosine.")
    private @Nullable Metric metric;

    @Option(
            names = "--m",
            paramLabel = "COUNT",
            description = "HNSW: links of a node on each level, 2 to 256. Default: 16.")
    private @Nullable Integer m;

    @Option(
            names = "--ef-construction",
            paramLabel = "WIDTH",
            description = "HNSW: how widely links are sought while building. Default: 200.")
    private @Nullable Integer efConstruction;

    @Option(
            names = "--lists",
            paramLabel = "COUNT",
            description = "IVF: the number of lists. Default: by the number of vectors.")
    private @Nullable Integer lists;

    @Option(
            names = "--probes",
            paramLabel = "COUNT",
            description = "IVF: how many lists a search scans unless it says so itself. Default: 16.")
    private @Nullable Integer probes;

    /** The options of the space, when any was given. */
    Optional<VectorIndexOptions> options() {
        if (type == null && metric == null && m == null && efConstruction == null && lists == null && probes == null) {
            return Optional.empty();
        }
        VectorIndexOptions options = VectorIndexOptions.of(type == null ? "hnsw" : type);
        options = metric == null ? options : options.metric(metric);
        options = with(options, "m", m);
        options = with(options, "ef_construction", efConstruction);
        options = with(options, "lists", lists);
        return Optional.of(with(options, "probes", probes));
    }

    private static VectorIndexOptions with(VectorIndexOptions options, String name, @Nullable Integer value) {
        return value == null ? options : options.parameter(name, value);
    }
}
