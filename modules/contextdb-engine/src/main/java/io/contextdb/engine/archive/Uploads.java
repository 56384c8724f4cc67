package io.contextdb.engine.archive;

import io.contextdb.api.ArchiveCleanupReport;
import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.api.spi.SnapshotDocuments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends the snapshots that users of an open database ask for to its archive. The archive is opened when it is first
 * needed, so that a database can be read where its plug-in or network is missing. Thread-safe; one snapshot is sent at
 * a time.
 */
public final class Uploads implements AutoCloseable {
    /**
     * Files stay this long in the archive after a cleanup first saw them without a name, longer than any push takes.
     */
    private static final Duration GRACE = Duration.ofDays(3);

    private final Path directory;
    private final Optional<ArchiveOptions> options;
    private final Function<ArchiveOptions, SnapshotArchive> opener;
    private @Nullable SnapshotArchive archive;

    /** Snapshots whose sending failed. */
    private final SortedSet<Long> pending = new TreeSet<>();

    /**
     * Sends from a database's directory.
     *
     * @param options the archive; empty when there is none
     */
    public Uploads(Path directory, Optional<ArchiveOptions> options, Function<ArchiveOptions, SnapshotArchive> opener) {
        this.directory = directory;
        this.options = options;
        this.opener = opener;
    }

    /**
     * Sends a snapshot, after those that could not be sent before and are still there.
     *
     * @throws ContextDbException when that fails. The snapshot stays valid, and is sent with the next one
     */
    public synchronized void push(Snapshot snapshot) {
        if (options.isEmpty()) {
            return;
        }
        pending.add(snapshot.id());
        pending.removeIf(id -> id != snapshot.id() && !Files.exists(directory.resolve(SnapshotDocuments.path(id))));
        try {
            while (!pending.isEmpty()) {
                open(options.get()).push(directory, OptionalLong.of(pending.first()), Progress.none());
                pending.remove(pending.first());
            }
        } catch (ContextDbException e) {
            throw new ContextDbException(
                    e.code(),
                    "snapshot " + snapshot.id() + " was made and is valid, but is not in the archive "
                            + options.get().shownLocation()
                            + " yet; the next createSnapshot sends it, or 'contextdb snapshot push': "
                            + e.getMessage(),
                    e);
        }
    }

    /** Deletes all but the newest snapshots of the archive; empty when there is none. */
    public synchronized Optional<ArchiveCleanupReport> cleanup(int keep) {
        return options.map(to -> open(to).cleanup(keep, GRACE));
    }

    private SnapshotArchive open(ArchiveOptions to) {
        SnapshotArchive opened = archive;
        if (opened == null) {
            opened = opener.apply(to);
            archive = opened;
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        if (archive != null) {
            archive.close();
        }
    }
}
