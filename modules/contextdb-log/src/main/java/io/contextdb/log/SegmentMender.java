package io.contextdb.log;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a segment together out of a damaged file and a copy, group by group: each must continue the chain of checksums, so a group of another history
 * never fits. Used once.
 */
final class SegmentMender {
    private final SegmentHeader header;
    private final @Nullable Segment own;
    private final @Nullable Segment copy;
    private final boolean active;
    private final boolean cut;
    private int ownGroups;

    /**
     * A mender of one segment.
     *
     * @param own the damaged file; null when it is missing
     * @param copy a file with the same header; null for none
     * @param active whether it is the last segment, which may end without a seal where nothing was durable
     * @param cut whether the end of the damaged file is missing, so that only a mark can tell what was durable
     */
    SegmentMender(SegmentHeader header, @Nullable Segment own, @Nullable Segment copy, boolean active, boolean cut) {
        this.header = header;
        this.own = own;
        this.copy = copy;
        this.active = active;
        this.cut = cut;
    }

    /**
     * What was put together.
     *
     * @param next where the next segment stands; empty when this one is not sealed
     * @param ownGroups how many groups came from the damaged file
     */
    record Result(Optional<SegmentPlace> next, int ownGroups) {}

    /** Checks whether it can be done. */
    Optional<Result> check() {
        return mend(null);
    }

    /** Writes the segment into a new file, synced; when empty is returned the file is of no use. */
    Optional<Result> write(FileSystem files, Path target) {
        files.delete(target);
        try (WritableFile file = files.create(target);
                Arena arena = Arena.ofConfined()) {
            file.preallocate(header.segmentBytes());
            MemorySegment page = NativeMemory.allocateSegment(arena, SegmentHeader.BYTES, Long.BYTES);
            header.encode(page);
            file.write(page.asByteBuffer(), 0);
            Optional<Result> result = mend(file);
            DurableMark mark = own == null ? DurableMark.NONE : DurableMark.read(own);
            if (!mark.equals(DurableMark.NONE)) {
                MemorySegment bytes = NativeMemory.allocateSegment(arena, DurableMark.BYTES, Long.BYTES);
                file.write(mark.encode(header.offset(), bytes), DurableMark.POSITION);
            }
            file.force(true);
            return result;
        }
    }

    private Optional<Result> mend(@Nullable WritableFile file) {
        Segment first = own == null ? copy : own;
        if (first == null) {
            return Optional.empty();
        }
        try (GroupReader mine = new GroupReader(first);
                GroupReader theirs = new GroupReader(copy == null ? first : copy)) {
            GroupReader last = mine;
            while (last.kind() != GroupKind.SEAL) {
                GroupReader found = next(mine, theirs);
                if (found == null) {
                    break;
                }
                ownGroups += found == mine && own != null ? 1 : 0;
                if (file != null) {
                    file.write(found.groupBytes(), found.groupPosition());
                }
                last = found;
            }
            boolean sealed = last.kind() == GroupKind.SEAL;
            if (!sealed && (!active || isDurable(mine) || cut && !endsAt(last.position()))) {
                return Optional.empty();
            }
            return Optional.of(
                    new Result(sealed ? Optional.of(SegmentPlace.behind(header, last)) : Optional.empty(), ownGroups));
        }
    }

    /** The reader whose next group it is, the other one behind that group as well; null when there is none. */
    private @Nullable GroupReader next(GroupReader mine, GroupReader theirs) {
        if (mine.next()) {
            theirs.follow(mine);
            return mine;
        }
        // What was never durable here is none of this log, whatever a copy that went on has there.
        if (copy != null && (!active || isDurable(mine)) && theirs.next()) {
            mine.follow(theirs);
            return theirs;
        }
        return null;
    }

    private boolean endsAt(long position) {
        return own != null && DurableMark.read(own).closes(header, position);
    }

    /** Whether a group is missing where the reader of the damaged file is; always so when the file is. */
    private boolean isDurable(GroupReader mine) {
        return own == null || mine.tail().durable();
    }
}
