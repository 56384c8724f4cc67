package io.contextdb.api.spi;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.RepairOptions;
import io.contextdb.api.RepairReport;
import io.contextdb.api.SalvageOptions;
import io.contextdb.api.SalvageReport;
import io.contextdb.api.SnapshotArchive;
import java.nio.file.Path;

/** The engine, as {@link io.contextdb.api.ContextDB} finds it. Called from any thread. */
public interface DatabaseProvider {
    /** Opens a database directory. */
    Database open(Path directory, DatabaseOptions options);

    /**
     * The same over another file system than the operating system's, as whoever replays crashes does.
     *
     * @param segmentBytes the size of a log segment, as {@link CommitLogContext} has it
     */
    Database open(Path directory, DatabaseOptions options, FileSystem files, int segmentBytes);

    /** Opens an archive of snapshots. */
    SnapshotArchive archive(ArchiveOptions options);

    /** The same, restoring into another file system than the operating system's, as whoever replays crashes does. */
    SnapshotArchive archive(ArchiveOptions options, FileSystem files);

    /** Opens the newest sound snapshot of a database directory for reading, and changes nothing there. */
    Database openReadOnly(Path directory, DatabaseOptions options);

    /** Looks for damage in a directory and mends it. */
    RepairReport repair(Path directory, RepairOptions options);

    /** Makes a new database of what can be read of a damaged one. */
    SalvageReport salvage(Path directory, Path target, SalvageOptions options);
}
