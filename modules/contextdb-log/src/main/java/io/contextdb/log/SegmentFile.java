package io.contextdb.log;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that has the name of a segment, whatever is in it: its header may be that of another one.
 *
 * @param bytes its size
 * @param header what its header says, when that is sound and of this database
 * @param problem what is wrong with the header or the size; empty when nothing is
 */
record SegmentFile(Path path, long bytes, Optional<SegmentHeader> header, Optional<LogInspection.Damage> problem) {
    private static final int RECORD_HEAD_BYTES = RecordLayout.PAYLOAD;

    /** Looks at a file; {@code FOREIGN_FILE} when it is of another database, {@code FORMAT_TOO_NEW}. */
    static SegmentFile of(FileSystem files, Path path, DatabaseId database) {
        long bytes = files.size(path);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment page = NativeMemory.allocateSegment(arena, SegmentHeader.BYTES, Long.BYTES);
            files.read(path, 0, page.asByteBuffer());
            SegmentHeader header;
            try {
                header = SegmentHeader.decode(path, page.get(NativeMemory.LONG, SegmentHeader.SEGMENT_BYTES), page);
            } catch (ContextDbException e) {
                if (e.code() != ErrorCode.CORRUPTION) {
                    throw e;
                }
                return new SegmentFile(
                        path, bytes, Optional.empty(), damage(path, 0, "its header does not match its checksum"));
            }
            header.requireOf(database, path);
            Optional<LogInspection.Damage> problem = bytes == header.segmentBytes()
                    ? Optional.empty()
                    : damage(
                            path,
                            Math.min(bytes, header.segmentBytes()),
                            "it has " + bytes + " bytes; its header says " + header.segmentBytes());
            return new SegmentFile(path, bytes, Optional.of(header), problem);
        }
    }

    private static Optional<LogInspection.Damage> damage(Path path, long offset, String problem) {
        return Optional.of(new LogInspection.Damage(path, offset, problem));
    }

    /** Whether the end is missing. */
    boolean isCut(SegmentHeader whole) {
        return bytes < whole.segmentBytes();
    }

    /**
     * The header as it must have been: where the segment stands is known, or its first group, which is sound, says so.
     */
    Optional<SegmentHeader> rebuilt(FileSystem files, Optional<SegmentPlace> place, DatabaseId database) {
        if (bytes < LogOptions.SEGMENT_BYTES_MIN || bytes % SegmentHeader.BYTES != 0) {
            return Optional.empty();
        }
        return place.or(() -> firstGroup(files)).map(known -> known.header(bytes, database));
    }

    private Optional<SegmentPlace> firstGroup(FileSystem files) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment head = NativeMemory.allocateSegment(arena, GroupLayout.BYTES + RECORD_HEAD_BYTES, Long.BYTES);
            files.read(path, SegmentHeader.FIRST_GROUP, head.asByteBuffer());
            long term = head.get(NativeMemory.LONG, GroupLayout.BYTES + RecordLayout.TERM);
            long index = head.get(NativeMemory.LONG, GroupLayout.BYTES + RecordLayout.INDEX);
            SegmentPlace place = new SegmentPlace(
                    head.get(NativeMemory.LONG, GroupLayout.OFFSET) - SegmentHeader.FIRST_GROUP,
                    index,
                    index == 1 ? 0 : term,
                    head.get(NativeMemory.INT, GroupLayout.CHAIN));
            SegmentHeader header = place.header(bytes, DatabaseId.NONE);
            // What was read so far was not checked; a reader that begins with it checks it all.
            try (GroupReader reader = new GroupReader(Segment.padded(files, path, header))) {
                return reader.next() && reader.kind() == GroupKind.RECORDS ? Optional.of(place) : Optional.empty();
            }
        }
    }
}
