package io.contextdb.api.spi;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Progress;
import io.contextdb.api.SalvageReport;
import io.contextdb.api.SnapshotDetails;
import io.contextdb.api.VerifyReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The data of one database: a row of immutable snapshots, and on top of one of them a {@link StorageGeneration} that
 * takes changes.
 *
 * <p>A checkpoint does not change the generation in use. It writes the files of a view, commits them as a snapshot, and
 * the engine opens a new generation over it, applies what has been logged since, and lets the old one go when its last
 * reader has left. So a read ever meets one immutable base and one delta, and opening after a crash is the same code as
 * carrying on after a checkpoint.
 *
 * <p>{@link #prepare}, {@link #cleanup} and {@link #verify} run on a thread of the engine's, one at a time, beside
 * readers and the writer.
 */
public interface Storage extends AutoCloseable {
    /**
     * The committed snapshots whose metadata is sound, oldest first.
     *
     * @throws io.contextdb.api.ContextDbException {@code FORMAT_TOO_NEW} when one was written by a newer version
     */
    List<SnapshotRecord> snapshots();

    /** The ids of snapshots whose metadata is there and damaged, ascending; they are not among {@link #snapshots}. */
    List<Long> damagedDocuments();

    /**
     * What the storage knows of a committed snapshot, from its metadata alone.
     *
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} when that is damaged by now
     */
    SnapshotDetails describe(SnapshotRecord snapshot);

    /** A generation over the empty database, when nothing was ever committed. */
    StorageGeneration openEmpty();

    /**
     * A generation over a snapshot: maps its files and checks headers and footers, in time independent of the number of
     * rows.
     *
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} naming the file when one is missing or damaged
     */
    StorageGeneration open(SnapshotRecord snapshot);

    /**
     * A generation over a snapshot whose files may be damaged or missing, for reading what is left: its view, which
     * reads throw {@code CORRUPTION} from wherever they meet a damaged block. A file that cannot be opened at all
     * counts as one without rows; where it said which rows are dead, none is. The counts of the view are those of the
     * snapshot.
     *
     * @param lost told of each file that cannot be opened
     */
    default StorageGeneration openDamaged(SnapshotRecord snapshot, Consumer<LostFile> lost) {
        return open(snapshot);
    }

    /**
     * A file of a snapshot of which nothing can be read.
     *
     * @param what what its rows are, such as {@code nodes}
     * @param rows how many there are
     * @param ids their ids; empty when they have none, or these are not known
     * @param damage why it cannot be read
     */
    record LostFile(String what, long rows, Optional<SalvageReport.Ids> ids, ContextDbException damage) {}

    /**
     * Where a file of a snapshot is damaged first, as its own checksums tell, in bytes from its beginning; empty when
     * they tell nothing.
     *
     * @param path as the snapshot names it
     */
    default OptionalLong damagedAt(SnapshotRecord snapshot, String path) {
        return OptionalLong.empty();
    }

    /**
     * Writes the data files of a new snapshot that holds exactly what {@code view} shows; not yet part of the database.
     * With the operation {@code compact} dead rows are left out and ordinals change, otherwise ordinals of nodes and
     * vector rows stay.
     */
    PendingSnapshot prepare(StorageView view, SnapshotRequest request);

    /**
     * The same with the rows of a sealed stage added behind those of the view. The view may be newer than the one the
     * stage began with, but not compacted since: nodes, names, spaces and edges of the stage are then numbered on from
     * the newer view's.
     *
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} when the stage's files do not match their digests;
     *     {@code TRANSACTION_CONFLICT} when an id was taken, or a node or vector space the stage names has gone, since
     *     it began
     */
    PendingSnapshot prepareImport(StorageView view, StageRecord stage, SnapshotRequest request, Progress progress);

    /**
     * A bound of the bytes of disk that {@link #prepareImport} writes, so that it can be asked whether there is room
     * before anything is logged.
     */
    long importBytesMax(StorageView view, StageRecord stage);

    /**
     * Begins a stage for a bulk load over what {@code view} shows.
     *
     * @param name a file-name part that was never used before in this database
     */
    BulkStage stage(StorageView view, String name);

    /** The names of the stages whose files, or some of them, are there: sealed ones and what a crash left behind. */
    List<String> stages();

    /** Deletes the files of a stage, when it was imported or given up; nothing when there are none. */
    void deleteStage(String name);

    /**
     * Deletes every snapshot whose id is not in {@code keep}, then every data file no remaining snapshot and no open
     * generation names.
     */
    CleanupReport cleanup(Set<Long> keep);

    /** Checks every byte of the newest two snapshots; returns how much was read and a line for each problem. */
    VerifyReport verify(Progress progress);

    /** Ends the use of the storage. Generations that are open stay valid until they are closed themselves. */
    @Override
    void close();
}
