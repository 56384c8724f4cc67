package io.contextdb.bench.crash;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.api.spi.DatabaseProvider;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.bench.common.Providers;
import io.contextdb.cli.measure.TemporaryDirectory;
import io.contextdb.testkit.file.DiskFileSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A snapshot in an archive in memory, which some scripts begin by restoring. */
final class Archived {
    private static final DatabaseProvider ENGINE = Providers.engine();
    private static final int NODES = 24;

    private Archived() {}

    /** The archive, made when it is first needed. */
    private static final class Sent {
        static final ArchiveOptions ARCHIVE = send();
    }

    /** Sends two snapshots, the second one with files of the first; what is sent lies on a disk. */
    private static ArchiveOptions send() {
        ArchiveOptions options = ArchiveOptions.at(URI.create("memory:crash")).parallel(1);
        try (TemporaryDirectory scratch = TemporaryDirectory.named("contextdb-bench-crash-")) {
            Path directory = scratch.path().resolve("database");
            try (Database db =
                            ENGINE.open(directory, Databases.options(), new DiskFileSystem(), Databases.SEGMENT_BYTES);
                    SnapshotArchive archive = ENGINE.archive(options)) {
                db.insertNodes(Rows.nodes(1, NODES));
                db.insertEdges(Rows.edges(1, NODES));
                db.createSnapshot();
                archive.push(directory, OptionalLong.empty(), Progress.none());
                db.insertNode(0, List.of("Last"), Map.of("name", "last", "embedding", Rows.vector(0)));
                db.createSnapshot();
                archive.push(directory, OptionalLong.empty(), Progress.none());
            }
        } catch (IOException e) {
            throw new ContextDbException(ErrorCode.IO_FAILURE, "cannot make a temporary directory: " + e, e);
        }
        return options;
    }

    /** Restores it to where databases lie. */
    static void restore(FileSystem files) {
        try (SnapshotArchive archive = ENGINE.archive(Sent.ARCHIVE, files)) {
            archive.restore(OptionalLong.empty(), Databases.HOME, Progress.none());
        }
    }
}
