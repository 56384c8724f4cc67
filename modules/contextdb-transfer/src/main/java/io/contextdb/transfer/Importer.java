package io.contextdb.transfer;

import io.contextdb.api.BulkLoader;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.transfer.csv.CsvSource;
import io.contextdb.transfer.csv.EdgeRows;
import io.contextdb.transfer.csv.NodeRows;
import io.contextdb.transfer.input.InputFile;
import io.contextdb.transfer.input.RowProblem;
import io.contextdb.transfer.input.RowSource;
import io.contextdb.transfer.json.JsonRows;
import io.contextdb.transfer.load.Target;
import io.contextdb.transfer.vector.VectorRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads files into a bulk load: CSV nodes first, then NDJSON, then CSV edges, then vectors, each in the order given. Whatever it throws, nothing
 * has been committed: that is the caller's last step.
 */
public final class Importer {
    private static final int ROWS_PER_REPORT = 1 << 12;

    private final BulkLoader loader;
    private final ImportOptions options;
    private final ImportListener listener;

    /** An importer into {@code loader}, which it neither commits nor closes. */
    public Importer(BulkLoader loader, ImportOptions options, ImportListener listener) {
        this.loader = loader;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Reads all files.
     *
     * @throws ContextDbException {@link ErrorCode#MALFORMED_INPUT} for a file that is wrong as a whole, and for a wrong row when
     *     {@link ImportOptions#strict()}; {@link ErrorCode#FILE_NOT_FOUND} before anything is read
     */
    public ImportSummary read(List<Path> files) {
        List<Supplier<RowSource>> sources = plan(files);
        long rows = 0;
        try (Rejects rejects = new Rejects(options.rejects())) {
            for (Supplier<RowSource> source : sources) {
                try (RowSource open = source.get()) {
                    rejects.begin(open.file().path());
                    rows += read(open, rejects);
                }
            }
            return rejects.summary(rows);
        }
    }

    /** Looks into every file before the first row is read, so that a wrong name or header costs no time. */
    private List<Supplier<RowSource>> plan(List<Path> files) {
        List<Path> nodes = new ArrayList<>();
        List<Path> documents = new ArrayList<>();
        List<Path> edges = new ArrayList<>();
        List<Path> vectors = new ArrayList<>();
        Set<String> groups = new HashSet<>();
        for (Path file : files) {
            InputFile.open(file).close();
            switch (SourceKind.of(file)) {
                case NDJSON -> documents.add(file);
                case VECTORS -> vectors.add(file);
                case CSV -> {
                    try (CsvSource source = CsvSource.open(file, options.csv())) {
                        (source.header().edges() ? edges : nodes).add(file);
                        groups.addAll(source.header().groups());
                    }
                }
            }
        }
        groups.remove("");
        Target target = new Target(loader, options, groups.size() > 1);
        List<Supplier<RowSource>> plan = new ArrayList<>();
        nodes.forEach(file ->
                plan.add(() -> new NodeRows(CsvSource.open(file, options.csv()), target, options.labels())));
        documents.forEach(file -> plan.add(() -> new JsonRows(InputFile.open(file), target, options)));
        edges.forEach(file ->
                plan.add(() -> new EdgeRows(CsvSource.open(file, options.csv()), target, options.edgeType())));
        vectors.forEach(file -> plan.add(() -> new VectorRows(InputFile.open(file), target, options.vectors())));
        return plan;
    }

    private long read(RowSource source, Rejects rejects) {
        long rows = 0;
        long seen = 0;
        while (source.next()) {
            try {
                source.load();
                rows++;
            } catch (RowProblem problem) {
                refuse(source, rejects, problem.code(), problem.reason(), problem);
            } catch (ContextDbException failure) {
                if (!aboutRow(failure.code()) || source.concernsFile(failure.code())) {
                    throw at(source, failure.code(), reason(failure), failure);
                }
                refuse(source, rejects, failure.code(), reason(failure), failure);
            }
            if ((++seen & (ROWS_PER_REPORT - 1)) == 0) {
                report(source, rows);
            }
        }
        report(source, rows);
        return rows;
    }

    private void refuse(RowSource source, Rejects rejects, ErrorCode code, String reason, RuntimeException cause) {
        if (options.strict()) {
            throw at(source, code, reason, cause);
        }
        rejects.add(source, code, reason);
    }

    private void report(RowSource source, long rows) {
        InputFile file = source.file();
        listener.progress(file.path(), rows, file.sizeRead(), file.size());
    }

    /** Whether an error of the loader is about what the row says, so that the next row may be fine. */
    private static boolean aboutRow(ErrorCode code) {
        return switch (code.category()) {
            case INPUT -> code != ErrorCode.INVALID_CONFIGURATION;
            case NOT_FOUND -> code == ErrorCode.NODE_NOT_FOUND;
            case CONFLICT -> code == ErrorCode.NODE_EXISTS;
            case UNAVAILABLE, IO, PLUGIN -> false;
        };
    }

    private static ContextDbException at(RowSource source, ErrorCode code, String reason, RuntimeException cause) {
        return new ContextDbException(code, source.file().path() + ", " + source.position() + ": " + reason, cause);
    }

    /** The message without the code in front. */
    private static String reason(ContextDbException failure) {
        return failure.getMessage().substring(failure.code().code().length() + ": ".length());
    }
}
