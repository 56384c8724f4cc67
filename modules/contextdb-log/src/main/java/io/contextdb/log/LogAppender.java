package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of the log: collects records into a group, writes it, syncs it, and rotates segments. One thread at a time,
 * apart from {@link #prepareSegment}.
 *
 * <p>When a write, a sync or a rename fails, nobody knows what is on disk, and a second try that succeeds would prove
 * nothing about the first. So the appender refuses everything from then on. What may be tried again is making a new
 * file of zeros, as nothing depends on it yet, and a write that found no room: what it left lies behind the end, was
 * never synced, and is taken away first.
 */
final class LogAppender implements AutoCloseable {
    /** A new log begins with a segment this small, so that a small database is. */
    private static final long FIRST_SEGMENT_BYTES = 1 << 20;

    private static final int GROWTH = 4;

    private final LogOptions options;
    private final SegmentFiles files;
    private final Consumer<Segment> onSegment;
    private final GroupEncoder group = new GroupEncoder(GroupEncoder.BUFFER_BYTES);
    private final GroupEncoder control = new GroupEncoder(GroupLayout.BYTES);
    private SegmentWriter active;

    /** The index of the record appended next; those from {@code lastIndexWritten + 1} to below it are in the group. */
    private long nextIndex;

    private long lastIndexWritten;
    private long lastTerm;
    private long lastTermWritten;
    private @Nullable Throwable failure;

    private final ReentrantLock preparing = new ReentrantLock();
    private SegmentFiles.@Nullable Prepared prepared;

    /** The size of the segment to prepare, 0 when there is room enough in the present one. */
    private volatile long prepareBytes;

    /**
     * An appender behind what {@code active} has.
     *
     * @param onSegment told of every new segment before it takes records
     */
    LogAppender(
            LogOptions options,
            SegmentFiles files,
            SegmentWriter active,
            long lastIndex,
            long lastTerm,
            Consumer<Segment> onSegment) {
        this.options = options;
        this.files = files;
        this.active = active;
        this.onSegment = onSegment;
        this.lastTerm = lastTerm;
        nextIndex = lastIndex + 1;
        lastIndexWritten = lastIndex;
        lastTermWritten = lastTerm;
    }

    /** Makes the first segment of a log. */
    static SegmentWriter create(LogOptions options, SegmentFiles files, long firstIndex) {
        long bytes = Math.min(FIRST_SEGMENT_BYTES, options.segmentBytes());
        SegmentFiles.Prepared first = files.prepare(bytes);
        SegmentHeader header = new SegmentHeader(bytes, 0, firstIndex, 0, 0, options.database());
        files.writeHeader(first, header);
        files.install();
        return new SegmentWriter(new Segment(options.files(), files.active(), header), first.file());
    }

    long append(byte type, long term, MemorySegment payload) {
        requireUsable();
        if (payload.byteSize() > Log.RECORD_BYTES_MAX || group.bytes() + payload.byteSize() > Log.GROUP_BYTES_MAX) {
            throw new ContextDbException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "a log record of " + payload.byteSize() + " bytes behind " + group.bytes()
                            + " bytes not yet written; a record may have " + Log.RECORD_BYTES_MAX
                            + " bytes and what is written at once " + Log.GROUP_BYTES_MAX);
        }
        assert term >= lastTerm : term + " after " + lastTerm;
        group.add(type, term, nextIndex, payload);
        lastTerm = term;
        return nextIndex++;
    }

    /** The bytes of the group as it is. */
    long pendingBytes() {
        return group.bytes();
    }

    /** Forgets the records appended since the last write. */
    void discard() {
        group.clear();
        nextIndex = lastIndexWritten + 1;
        lastTerm = lastTermWritten;
    }

    /** Writes the records appended as one group. When it throws, they are forgotten. */
    void write() {
        requireUsable();
        if (group.records() == 0) {
            return;
        }
        try {
            if (!active.fits(group.bytes())) {
                rotate(takePrepared(SegmentWriter.segmentBytesFor(group.bytes())));
            }
            active.segment().index().add(lastIndexWritten + 1, active.position());
            orFailUnlessFull(() -> active.write(group, GroupKind.RECORDS));
            lastIndexWritten = nextIndex - 1;
            lastTermWritten = lastTerm;
            prepareBytes = active.halfFull() ? nextSegmentBytes() : 0;
        } finally {
            discard();
        }
    }

    /** Makes everything written durable. */
    void force() {
        requireUsable();
        if (!active.isDurable()) {
            orFail(active::force);
        }
    }

    /** Puts on record that the last group is durable, if it is and no later group says so. */
    void mark() {
        requireUsable();
        orFailUnlessFull(active::mark);
    }

    /**
     * Seals the present segment and goes on in {@code next}. When the disk is full half way, a later call finds the
     * segment sealed and does the rest.
     */
    private void rotate(SegmentFiles.Prepared next) {
        SegmentHeader full = active.segment().header();
        // Without a record yet it only has too little room for the first group, so a larger one takes its place.
        boolean replaced = lastIndexWritten < full.firstIndex();
        SegmentHeader header;
        try {
            if (!replaced && !active.isSealed()) {
                orFailUnlessFull(() -> active.write(control, GroupKind.SEAL));
                orFail(active::force);
            }
            header = replaced ? full.withBytes(next.bytes()) : following(full, next.bytes());
            orFailUnlessFull(() -> files.writeHeader(next, header));
        } catch (RuntimeException | Error e) {
            discard(next, e);
            throw e;
        }
        orFail(() -> {
            if (replaced) {
                files.install();
            } else {
                files.rotate(active.segment());
            }
            goOn(next, header);
        });
    }

    private SegmentHeader following(SegmentHeader full, long bytes) {
        return new SegmentHeader(
                bytes,
                full.offset() + full.segmentBytes(),
                lastIndexWritten + 1,
                lastTermWritten,
                active.chain(),
                full.database());
    }

    private void discard(SegmentFiles.Prepared next, Throwable cause) {
        try {
            files.discard(next);
        } catch (ContextDbException e) {
            cause.addSuppressed(e);
        }
    }

    private void goOn(SegmentFiles.Prepared next, SegmentHeader header) {
        active.close();
        Segment segment = new Segment(options.files(), files.active(), header);
        active = new SegmentWriter(segment, next.file());
        onSegment.accept(segment);
    }

    private long nextSegmentBytes() {
        return Math.min(options.segmentBytes(), active.segment().header().segmentBytes() * GROWTH);
    }

    /**
     * Makes the file of the next segment when the present one is more than half full, so that no write has to wait for
     * it. Any thread.
     */
    void prepareSegment() {
        if (prepareBytes == 0) {
            return;
        }
        preparing.lock();
        try {
            long bytes = prepareBytes;
            if (bytes != 0 && prepared == null) {
                prepared = files.prepare(bytes);
            }
        } finally {
            preparing.unlock();
        }
    }

    private SegmentFiles.Prepared takePrepared(long bytesMin) {
        preparing.lock();
        try {
            SegmentFiles.Prepared ready = prepared;
            prepared = null;
            prepareBytes = 0;
            if (ready != null && ready.bytes() >= bytesMin) {
                return ready;
            }
            if (ready != null) {
                ready.file().close();
            }
            return files.prepare(Math.max(bytesMin, nextSegmentBytes()));
        } finally {
            preparing.unlock();
        }
    }

    /** Runs an operation after whose failure the state of the disk is unknown. */
    private void orFail(Runnable operation) {
        try {
            operation.run();
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }

    /** The same, but a write that found no room has left nothing behind that counts. */
    private void orFailUnlessFull(Runnable operation) {
        try {
            operation.run();
        } catch (RuntimeException | Error e) {
            if (!ErrorCode.DISK_FULL.isOf(e) || active.isSyncFailed()) {
                failure = e;
            }
            throw e;
        }
    }

    private void requireUsable() {
        Throwable present = failure;
        if (present != null) {
            throw new ContextDbException(
                    ErrorCode.FAILED,
                    "the log in " + options.directory() + " takes nothing more, because an operation on it failed ("
                            + present.getMessage() + "); reopen it to recover",
                    present);
        }
    }

    long lastIndexWritten() {
        return lastIndexWritten;
    }

    long lastTermWritten() {
        return lastTermWritten;
    }

    /** Where the next group begins, in the log. */
    long end() {
        return active.end();
    }

    /**
     * Makes everything written durable, puts that on record durably, and closes the file; only the latter after a
     * failure.
     */
    @Override
    public void close() {
        try {
            discard();
            if (failure == null) {
                force();
                markClosed();
            }
        } finally {
            release();
        }
    }

    /** On a full disk without: everything is durable, and the next opening reads the rest of the segment instead. */
    private void markClosed() {
        try {
            orFailUnlessFull(active::markClosed);
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.DISK_FULL) {
                throw e;
            }
        }
    }

    private void release() {
        group.close();
        control.close();
        preparing.lock();
        try {
            SegmentFiles.Prepared ready = prepared;
            if (ready != null) {
                files.discard(ready);
            }
        } finally {
            preparing.unlock();
            active.close();
        }
    }
}
