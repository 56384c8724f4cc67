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
 * Puts a segment together out of a file and a copy, group by group: each must continue the chain of checksums, so a
 * group of another history never fits. Used once.
 */
final class SegmentMender {
    /** How a segment may end. */
    private enum End {
        /** With a seal. */
        SEALED,
        /** Where nothing was durable behind it: it is the one being written. */
        OPEN,
        /**
         * Where its mark says that nothing was durable behind it: it is the one being written, and the end of the file
         * is missing.
         */
        CUT
    }

    private final Segment own;
    private final Optional<Segment> copy;
    private final End end;
    private int ownGroups;

    private SegmentMender(Segment own, Optional<Segment> copy, End end) {
        this.own = own;
        this.copy = copy;
        this.end = end;
    }

    /** Mends a sealed segment; one that is missing is made of the copy's file alone. */
    static SegmentMender ofSealed(Segment damaged, Optional<Segment> copy) {
        return new SegmentMender(damaged, copy, End.SEALED);
    }

    /** Mends the segment being written, whose file has all its bytes. */
    static SegmentMender ofActive(Segment damaged, Optional<Segment> copy) {
        return new SegmentMender(damaged, copy, End.OPEN);
    }

    /** Mends the segment being written, whose file was cut off. */
    static SegmentMender ofCut(Segment damaged, Optional<Segment> copy) {
        return new SegmentMender(damaged, copy, End.CUT);
    }

    /**
     * What was put together.
     *
     * @param next where the next segment stands; empty when this one is not sealed
     * @param ownGroups how many groups did not come from the copy
     */
    record Result(Optional<SegmentPlace> next, int ownGroups) {}

    /** Whether it is made of this file, which was complete already when an earlier mending made it. */
    boolean isOf(Path file) {
        return own.path().equals(file);
    }

    /** Checks whether it can be done. */
    Optional<Result> check() {
        return mend(null);
    }

    /** Writes the segment into a new file, synced; when empty is returned the file is of no use. */
    Optional<Result> write(FileSystem files, Path target) {
        files.delete(target);
        try (WritableFile file = files.create(target);
                Arena arena = Arena.ofConfined()) {
            SegmentHeader header = own.header();
            file.preallocate(header.segmentBytes());
            MemorySegment page = NativeMemory.allocateSegment(arena, SegmentHeader.BYTES, Long.BYTES);
            header.encode(page);
            file.write(page.asByteBuffer(), 0);
            Optional<Result> result = mend(file);
            DurableMark mark = DurableMark.read(own);
            if (!mark.equals(DurableMark.NONE)) {
                MemorySegment bytes = NativeMemory.allocateSegment(arena, DurableMark.BYTES, Long.BYTES);
                file.write(mark.encode(header.offset(), bytes), DurableMark.POSITION);
            }
            file.force(true);
            return result;
        }
    }

    private Optional<Result> mend(@Nullable WritableFile file) {
        try (GroupReader mine = new GroupReader(own);
                GroupReader theirs = new GroupReader(copy.orElse(own))) {
            GroupReader last = mine;
            while (!last.isSeal()) {
                GroupReader found = next(mine, theirs);
                if (found == null) {
                    break;
                }
                ownGroups += found == mine ? 1 : 0;
                if (file != null) {
                    file.write(found.groupBytes(), found.groupPosition());
                }
                last = found;
            }
            boolean sealed = last.isSeal();
            if (!sealed && !mayEndAt(last.position(), mine)) {
                return Optional.empty();
            }
            Optional<SegmentPlace> next =
                    sealed ? Optional.of(SegmentPlace.behind(own.header(), last)) : Optional.empty();
            return Optional.of(new Result(next, ownGroups));
        }
    }

    /** The reader whose next group it is, the other one behind that group as well; null when there is none. */
    private @Nullable GroupReader next(GroupReader mine, GroupReader theirs) {
        if (mine.next()) {
            theirs.follow(mine);
            return mine;
        }
        // What was never durable here is none of this log, whatever a copy that went on has there.
        boolean missing = end == End.SEALED || mine.tail().durable();
        if (copy.isPresent() && missing && theirs.next()) {
            mine.follow(theirs);
            return theirs;
        }
        return null;
    }

    /** Whether nothing is missing behind the last group, though it is no seal. */
    private boolean mayEndAt(long position, GroupReader mine) {
        return switch (end) {
            case SEALED -> false;
            case OPEN -> !mine.tail().durable();
            case CUT -> !mine.tail().durable() && DurableMark.read(own).closes(own.header(), position);
        };
    }
}
