package io.contextdb.transfer;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.GraphReader;
import io.contextdb.api.Progress;
import io.contextdb.api.Transaction;
import io.contextdb.transfer.export.ExportDirectory;
import io.contextdb.transfer.export.ExportRun;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes a state of a database into a directory, whole, in a form that other programs read, and that {@link ImportPlan}
 * reads back:
 *
 * <pre>
 * metadata/snapshot-000001.json     what there is ({@link ExportDirectory} describes it)
 * nodes/node-000001.json            nodes by the order of their creation; .jsonl or .csv, with .gz behind when compressed
 * edges/edge-000001.json            edges by ascending id
 * vectors/vec-000001.blob           vectors of one space; .npy for CSV, and none for jsonl, whose nodes hold theirs
 * vectors/vec-000001.ids            the nodes they belong to, little-endian unsigned 64-bit numbers
 * </pre>
 *
 * <p>Memory does not grow with the database. The directory appears under its name when it is complete and synced;
 * whatever fails before leaves nothing behind.
 */
public final class Export {
    private Export() {}

    /**
     * Writes everything {@code reader} shows into {@code target}, which must be missing or an empty directory.
     *
     * @param reader a transaction or a past state; of a database that is handed in, the present state
     * @param progress called from this thread; what it throws ends the export
     * @throws io.contextdb.api.ContextDbException {@code ALREADY_EXISTS} when there is something at {@code target};
     *     {@code LIMIT_EXCEEDED} for a row longer than an import reads; {@code IO_FAILURE} or {@code DISK_FULL}
     */
    public static ExportReport write(GraphReader reader, ExportOptions options, Path target, Progress progress) {
        if (reader instanceof Database database) {
            // Each call would be answered from a state of its own.
            Optional<Transaction> begun = begin(database);
            if (begun.isPresent()) {
                try (Transaction state = begun.get()) {
                    return write(state, options, target, progress);
                }
            }
        }
        try (ExportDirectory directory = ExportDirectory.create(target)) {
            return new ExportRun(reader, options, directory, progress).write();
        }
    }

    /** None for a database that is open for reading only, which has no transactions and one state. */
    private static Optional<Transaction> begin(Database database) {
        try {
            return Optional.of(database.begin());
        } catch (ContextDbException e) {
            if (e.code() == ErrorCode.READ_ONLY) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
