package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.LogRecovery;
import io.contextdb.api.spi.WritableFile;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An append-only log of records in segments, as the package describes it. Indexes have no gaps and terms never fall.
 *
 * <p>Call {@link #recover} first, once. Then {@link #append}, {@link #discard}, {@link #write}, {@link #force},
 * {@link #mark} and {@link #close} are called by one thread at a time, everything else by any thread at any time.
 * Memory does not grow with the log, only with the largest record.
 *
 * <p>When writing or syncing fails, the operation throws {@code IO_FAILURE} or {@code DISK_FULL} and all later ones
 * {@code FAILED}: what is on disk is only known after the log was closed, opened and recovered. One failure does no
 * harm: when there is no room, for a new segment or, on file systems that never write over what they have, for a group,
 * {@link #write} forgets its group and throws {@code DISK_FULL}, and the log can be used as before. A sync that finds
 * no room is a failed sync.
 */
public final class Log implements AutoCloseable {
    /**
     * The greatest payload of a record, before compression. A record that is larger than a segment gets a segment of
     * its own size.
     */
    public static final int RECORD_BYTES_MAX = 256 << 20;

    /** The greatest size of what one {@link #write} writes. */
    public static final int GROUP_BYTES_MAX = 512 << 20;

    private final LogOptions options;
    private final SegmentFiles files;
    private final ReentrantLock changingSegments = new ReentrantLock();

    /** Oldest first, the one being written last. */
    private volatile List<Segment> segments = List.of();

    /** Everything up to this index may be read. */
    private volatile long lastIndex;

    private volatile long lastTerm;

    /** The offset behind the last group that may be read. */
    private volatile long end;

    private volatile @Nullable LogAppender appender;

    /** A log in a directory; nothing is read or changed before {@link #recover}. */
    public Log(LogOptions options) {
        this.options = options;
        files = new SegmentFiles(options.files(), options.directory(), options.database());
    }

    /**
     * Checks the log from {@code appliedIndex} on, shows all records above it, cuts a torn tail, and makes the log
     * ready to append. A log without files begins behind {@code appliedIndex}, as in a directory that was restored from
     * a snapshot, if the options say that it may. What {@code visitor} has been shown may be read from within it.
     *
     * @throws ContextDbException {@code CORRUPTION} with file and position when a durable record is damaged or missing;
     *     {@code FOREIGN_FILE} when a segment belongs to another database; {@code FORMAT_TOO_NEW}
     */
    public LogRecovery recover(long appliedIndex, RecordVisitor visitor) {
        assert appender == null : "recovered before";
        List<Segment> found = files.list();
        if (found.isEmpty()) {
            if (!options.create()) {
                throw Damage.corruption(files.active(), 0, "the file is missing, and so are all other segments");
            }
            SegmentWriter first = LogAppender.create(options, files, appliedIndex + 1);
            addSegment(first.segment());
            begin(first, appliedIndex, 0);
            return new LogRecovery(0, 0);
        }
        segments = found;
        Segment last = found.getLast();
        Replay.Result tail = Replay.tail(last);
        WritableFile file = options.files().open(last.path());
        SegmentWriter writer = new SegmentWriter(last, file, tail.end());
        try {
            if (!tail.end().closed()) {
                // Before anything is shown: what is made of a record, such as a snapshot, must not outlast it.
                writer.restore(tail.dataEnd());
            }
            Replay.Result result = new Replay(found, appliedIndex, visitor, this::publish).run();
            begin(writer, result.lastIndex(), result.lastTerm());
            return new LogRecovery(result.recordsReplayed(), tail.bytesDropped());
        } catch (RuntimeException | Error e) {
            closeAfter(writer, e);
            throw e;
        }
    }

    private void begin(SegmentWriter writer, long index, long term) {
        LogAppender ready = new LogAppender(options, files, writer, index, term, this::addSegment);
        publish(ready);
        appender = ready;
    }

    private static void closeAfter(SegmentWriter writer, Throwable cause) {
        try {
            writer.close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private void addSegment(Segment segment) {
        changingSegments.lock();
        try {
            List<Segment> changed = new ArrayList<>(segments);
            if (!changed.isEmpty()
                    && changed.getLast().header().firstIndex()
                            == segment.header().firstIndex()) {
                changed.removeLast();
            }
            changed.add(segment);
            segments = List.copyOf(changed);
        } finally {
            changingSegments.unlock();
        }
    }

    private void publish(LogAppender from) {
        publish(from.lastIndexWritten(), from.lastTermWritten(), from.end());
    }

    private void publish(long index, long term, long newEnd) {
        lastTerm = term;
        end = newEnd;
        lastIndex = index;
    }

    private LogAppender appender() {
        LogAppender present = appender;
        if (present == null) {
            throw new ContextDbException(
                    ErrorCode.CLOSED, "the log in " + options.directory() + " is not open; recover it first");
        }
        return present;
    }

    /**
     * Adds a record to the group that the next {@link #write} writes, and returns its index. The payload is copied.
     *
     * @param type a number of the caller's
     * @param term at least that of the record before
     * @param payload native memory of at most {@link #RECORD_BYTES_MAX} bytes
     * @throws ContextDbException {@code LIMIT_EXCEEDED} when the record or the group would be too large; nothing has
     *     changed then
     */
    public long append(byte type, long term, MemorySegment payload) {
        return appender().append(type, term, payload);
    }

    /** The bytes of the group that the next {@link #write} writes. */
    public long pendingBytes() {
        return appender().pendingBytes();
    }

    /** Forgets the records appended since the last {@link #write}. */
    public void discard() {
        appender().discard();
    }

    /**
     * Writes the records appended since the last time as one group, by one write. They can be read, but are not durable
     * yet.
     */
    public void write() {
        LogAppender present = appender();
        present.write();
        publish(present);
    }

    /** Makes everything written durable, by at most one sync. */
    public void force() {
        appender().force();
    }

    /**
     * Writes down that the last group is durable, without syncing; nothing when it is on record or not durable. For a
     * quiet moment: damage to that group will then be told from a torn tail.
     */
    public void mark() {
        LogAppender present = appender();
        present.mark();
        publish(present);
    }

    /**
     * Makes the file of the next segment when that will soon be needed, so that no {@link #write} has to wait for it.
     */
    public void prepareSegment() {
        appender().prepareSegment();
    }

    /** The index of the first record kept; one above {@link #lastIndex} in an empty log. */
    public long firstIndex() {
        return segments.getFirst().header().firstIndex();
    }

    /** The index of the last record written. */
    public long lastIndex() {
        return lastIndex;
    }

    /** The term of the last record written, also when it was truncated away since. */
    public long lastTerm() {
        return lastTerm;
    }

    /**
     * Shows the records from {@code from} to {@code to}, both included; what is above {@link #lastIndex} is not there.
     *
     * @throws ContextDbException {@code SNAPSHOT_TOO_OLD} when {@code from} was truncated away; {@code CORRUPTION} with
     *     file and position when a record is damaged
     */
    public void read(long from, long to, RecordVisitor visitor) {
        long last = Math.min(to, lastIndex);
        List<Segment> present = segments;
        if (from < present.getFirst().header().firstIndex()) {
            throw new ContextDbException(
                    ErrorCode.SNAPSHOT_TOO_OLD,
                    "the log was read from index " + from + "; it begins with index "
                            + present.getFirst().header().firstIndex());
        }
        long next = from;
        for (int i = 0; i < present.size() && next <= last; i++) {
            long segmentEnd =
                    i + 1 < present.size() ? present.get(i + 1).header().firstIndex() - 1 : last;
            if (next <= segmentEnd) {
                read(present.get(i), next, Math.min(last, segmentEnd), visitor);
                next = segmentEnd + 1;
            }
        }
    }

    private static void read(Segment segment, long from, long to, RecordVisitor visitor) {
        try (GroupReader reader = new GroupReader(segment)) {
            reader.seek(segment.index().position(from));
            while (reader.next()) {
                if (reader.records() > 0) {
                    segment.index().add(reader.nextIndex() - reader.records(), reader.groupPosition());
                    reader.visit(from, to, visitor);
                    if (reader.nextIndex() > to) {
                        return;
                    }
                }
            }
            throw Damage.corruption(segment.path(), reader.position(), reader.problem());
        }
    }

    /** Deletes the segments that hold only records below {@code index}. */
    public void truncateBefore(long index) {
        changingSegments.lock();
        try {
            while (segments.size() > 1 && segments.get(1).header().firstIndex() <= index) {
                // It stays in the list when that fails, so that the next one is not deleted before it is gone.
                files.delete(segments.getFirst());
                segments = List.copyOf(segments.subList(1, segments.size()));
            }
        } finally {
            changingSegments.unlock();
        }
    }

    /** About how many bytes of log lie behind the record {@code index}, to 64 KiB. */
    public long bytesSince(long index) {
        if (index >= lastIndex) {
            return 0;
        }
        List<Segment> present = segments;
        int i = present.size() - 1;
        while (i > 0 && present.get(i).header().firstIndex() > index + 1) {
            i--;
        }
        Segment segment = present.get(i);
        long first = Math.max(index + 1, segment.header().firstIndex());
        return end - segment.header().offset() - segment.index().position(first);
    }

    /**
     * Checks every record, whether or not {@link #recover} was called, and returns a line for each damage. A torn tail
     * is none. Changes nothing.
     */
    public List<String> verify() {
        if (appender != null) {
            return new LogVerifier(segments, end).run();
        }
        try {
            return new LogVerifier(files.list(), Long.MAX_VALUE).run();
        } catch (ContextDbException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Makes everything written durable, puts that on record, and closes the files. Records not written are forgotten.
     */
    @Override
    public void close() {
        LogAppender present = appender;
        if (present != null) {
            appender = null;
            present.close();
        }
    }
}
