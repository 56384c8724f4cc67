package io.contextdb.transfer;

import io.contextdb.api.BulkLoader;
import io.contextdb.transfer.csv.CsvSource;
import io.contextdb.transfer.csv.EdgeRows;
import io.contextdb.transfer.csv.NodeRows;
import io.contextdb.transfer.export.ExportDescription;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.RowSource;
import io.contextdb.transfer.json.JsonFiles;
import io.contextdb.transfer.load.Target;
import io.contextdb.transfer.vector.OwnedVectorRows;
import io.contextdb.transfer.vector.VectorFormats;
import io.contextdb.transfer.vector.VectorRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Files that were looked into and put in order: CSV nodes first, then NDJSON, then CSV edges, then vectors, each in the
 * order given. Making a plan reads headers only, so a wrong name or header costs no time and no database.
 */
public final class ImportPlan {
    private final ImportOptions options;
    private final List<Path> nodes = new ArrayList<>();
    private final List<Path> documents = new ArrayList<>();
    private final List<Path> edges = new ArrayList<>();
    private final List<Path> vectors = new ArrayList<>();
    private final Set<String> groups = new HashSet<>();
    private Optional<ExportDescription> export = Optional.empty();

    private ImportPlan(ImportOptions options) {
        this.options = options;
    }

    /**
     * Looks into files, or into the directory of an {@link Export}, which stands alone. That is read as it was written:
     * edges keep their ids, vector spaces are declared as they were, and whatever is wrong ends the import.
     *
     * @throws io.contextdb.api.ContextDbException {@code FILE_NOT_FOUND}, or {@code MALFORMED_INPUT} for a header that
     *     makes no sense
     */
    public static ImportPlan of(List<Path> files, ImportOptions options) {
        if (files.size() == 1 && ExportDescription.isIn(files.getFirst())) {
            ImportPlan plan =
                    new ImportPlan(options.keepEdgeIds(true).strict(true).ids(IdKind.NUMBER));
            plan.addExport(ExportDescription.read(files.getFirst()));
            return plan;
        }
        ImportPlan plan = new ImportPlan(options);
        files.forEach(plan::add);
        return plan;
    }

    private void addExport(ExportDescription found) {
        export = Optional.of(found);
        found.nodes().forEach(this::add);
        found.edges().forEach(this::add);
    }

    /**
     * Reads all files into {@code loader}, which is neither committed nor closed. Whatever this throws, nothing has
     * been committed.
     *
     * @throws io.contextdb.api.ContextDbException {@code MALFORMED_INPUT} for a file that is wrong as a whole, and for
     *     a wrong row when {@link ImportOptions#strict()}
     */
    public ImportSummary read(BulkLoader loader, ImportListener listener) {
        try (Rejects rejects = new Rejects(options.rejects())) {
            RowLoop loop = new RowLoop(rejects, options.strict(), listener);
            for (Supplier<RowSource> source : sources(loader)) {
                try (RowSource open = source.get()) {
                    loop.read(open);
                }
            }
            export.ifPresent(description -> description.checkRows(loop.rows()));
            return rejects.summary(loop.rows());
        }
    }

    private void add(Path file) {
        InputFile.open(file).close();
        switch (SourceKind.of(file)) {
            case NDJSON -> documents.add(file);
            case VECTORS -> {
                VectorFormats.open(InputFile.open(file)).close();
                vectors.add(file);
            }
            case CSV -> {
                try (CsvSource source = CsvSource.open(file, options.csv())) {
                    (source.header().edges() ? edges : nodes).add(file);
                    groups.addAll(source.header().groups());
                    groups.remove("");
                }
            }
        }
    }

    private List<Supplier<RowSource>> sources(BulkLoader loader) {
        Target target = new Target(loader, options, groups.size() > 1, export.isPresent());
        List<Supplier<RowSource>> sources = new ArrayList<>();
        export.ifPresent(description -> description.spaces().forEach(loader::vectorIndex));
        nodes.forEach(file ->
                sources.add(() -> new NodeRows(CsvSource.open(file, options.csv()), target, options.labels())));
        documents.forEach(file -> sources.add(() -> JsonFiles.open(file, target, options)));
        edges.forEach(file -> sources.add(() ->
                new EdgeRows(CsvSource.open(file, options.csv()), target, options.edgeType(), options.keepEdgeIds())));
        vectors.forEach(file -> sources.add(() -> new VectorRows(InputFile.open(file), target, options.vectors())));
        export.ifPresent(description -> description
                .vectors()
                .forEach(paths ->
                        sources.add(() -> new OwnedVectorRows(paths.rows(), paths.ids(), target, paths.space()))));
        return sources;
    }
}
