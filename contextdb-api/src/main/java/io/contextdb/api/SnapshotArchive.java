package io.contextdb.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Snapshots of one database in an object store: a backup that grows by what changed. {@link ContextDB#archive} opens
 * it. Thread-safe; files are moved several at a time by threads of its own, and an interrupted thread ends what it
 * asked for.
 *
 * <p>Whatever is interrupted is done again and goes on from where it was: a push finds the files that it sent, a
 * restore those that it fetched.
 *
 * <p>All methods throw {@link ContextDbException}: {@link ErrorCode#STORE_UNAVAILABLE} after bounded attempts,
 * {@link ErrorCode#ACCESS_DENIED} at once, {@link ErrorCode#CORRUPTION} naming the object,
 * {@link ErrorCode#INVALID_ARGUMENT} when the place is the directory of a database.
 */
public interface SnapshotArchive extends AutoCloseable {
    /**
     * Sends a snapshot of a database, which may be open, here or in another process. Only files that the archive does
     * not have are sent. What it is made of must stay for as long as that takes: the two newest snapshots do.
     *
     * @param directory the database's directory
     * @param snapshot which one; the newest when empty
     * @param progress told of bytes, from several threads, one at a time
     * @throws ContextDbException {@link ErrorCode#ALREADY_EXISTS} when the archive is that of another database, before
     *     anything is sent, or has another snapshot of this number, because two copies that went different ways send to
     *     one place; {@link ErrorCode#INVALID_ARGUMENT} when the archive and the database lie in each other
     */
    PushReport push(Path directory, OptionalLong snapshot, Progress progress);

    /** The snapshots whose documents are sound, newest first. */
    List<ArchivedSnapshot> snapshots();

    /**
     * Makes a database of a snapshot. Its digest, and the database's id, are those of the one it was sent from; its log
     * begins behind the snapshot. The file of a vector index is left out when it is damaged or missing in the archive:
     * it follows from the vectors, and opening builds the index anew.
     *
     * <p>What is refused before anything is fetched leaves the directory as it was, and missing when it was.
     *
     * @param snapshot which one; the newest whose document is sound when empty
     * @param directory missing, empty, or left by a restore that was interrupted
     * @param progress told of bytes, from several threads, one at a time
     * @throws ContextDbException {@link ErrorCode#ALREADY_EXISTS} when there is a database in the directory,
     *     {@link ErrorCode#NOT_A_DATABASE} when there are other files, {@link ErrorCode#FILE_NOT_FOUND} when there is
     *     no such snapshot, {@link ErrorCode#DISK_FULL} before anything is fetched
     */
    RestoreReport restore(OptionalLong snapshot, Path directory, Progress progress);

    /**
     * Reads every object that a snapshot in the archive names, unpacks it, and compares it with its SHA-256, without
     * keeping any. What a push or a cleanup brings or takes away meanwhile may be missed or be told as missing.
     *
     * @param progress told of bytes, from several threads, one at a time
     */
    ArchiveVerifyReport verify(Progress progress);

    /**
     * Deletes all but the newest snapshots, and files that no snapshot has named for a period. What no push put there
     * stays.
     *
     * @param keep how many to keep, at least 1
     * @param grace how long a file stays after it was first seen without a snapshot that names it. A push that takes
     *     longer than this may have its files taken away, and sends them again
     */
    ArchiveCleanupReport cleanup(int keep, Duration grace);

    @Override
    void close();
}
