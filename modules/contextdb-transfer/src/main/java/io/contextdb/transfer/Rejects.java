package io.contextdb.transfer;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.transfer.input.RowSource;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes down rows that were refused: tab-separated, with file, position, reason and the row as it stood. A rejects
 * file of an earlier import is replaced by the first row, and deleted when there is none, so that what lies there is
 * always of the last import.
 */
final class Rejects implements AutoCloseable {
    private static final int ROW_CHARACTERS_MAX = 2000;
    private static final int REASONS_MAX = 3;

    private final Optional<Path> commonFile;
    private final Map<Path, BufferedWriter> writers = new LinkedHashMap<>();
    private final List<String> reasons = new ArrayList<>();
    private long count;

    Rejects(Optional<Path> commonFile) {
        this.commonFile = commonFile;
    }

    /** Notes a row. */
    void add(RowSource source, ErrorCode code, String reason) {
        count++;
        if (reasons.size() < REASONS_MAX) {
            reasons.add(source.file().path() + ", " + source.position() + ": " + oneLine(reason));
        }
        Path path = pathFor(source.file().path());
        try {
            BufferedWriter writer = writers.get(path);
            if (writer == null) {
                writer = Files.newBufferedWriter(path);
                writers.put(path, writer);
                writer.write("file\tposition\tcode\treason\trow\n");
            }
            writer.write(String.join(
                    "\t",
                    source.file().path().toString(),
                    source.position(),
                    code.code(),
                    oneLine(reason),
                    oneLine(source.raw(ROW_CHARACTERS_MAX))));
            writer.write('\n');
        } catch (IOException failure) {
            throw explain(path, failure);
        }
    }

    /** Deletes what an earlier import left for this source. */
    void begin(Path source) {
        Path path = pathFor(source);
        if (!writers.containsKey(path)) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException failure) {
                throw explain(path, failure);
            }
        }
    }

    ImportSummary summary(long rows) {
        return new ImportSummary(rows, count, writers.keySet().stream().toList(), reasons);
    }

    @Override
    public void close() {
        @Nullable ContextDbException failed = null;
        for (Map.Entry<Path, BufferedWriter> entry : writers.entrySet()) {
            try {
                entry.getValue().close();
            } catch (IOException failure) {
                failed = explain(entry.getKey(), failure);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private Path pathFor(Path source) {
        return commonFile.orElseGet(() -> source.resolveSibling(source.getFileName() + ".rejects"));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ");
    }

    private static ContextDbException explain(Path path, IOException failure) {
        return new ContextDbException(
                ErrorCode.IO_FAILURE,
                "cannot write the rejects file " + path + " (" + failure + "); choose another with --rejects",
                failure);
    }
}
