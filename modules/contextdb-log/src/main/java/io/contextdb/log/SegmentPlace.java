package io.contextdb.log;

import io.contextdb.api.spi.DatabaseId;

/**
 * Where a segment stands in the log, which its header repeats.
 *
 * @param offset of its first byte
 * @param firstIndex of its first record
 * @param previousTerm of the record before
 * @param chain the checksum that ended the segment before
 */
record SegmentPlace(long offset, long firstIndex, long previousTerm, int chain) {
    /** Where a segment says it stands. */
    static SegmentPlace of(SegmentHeader header) {
        return new SegmentPlace(header.offset(), header.firstIndex(), header.previousTerm(), header.chain());
    }

    /** The place behind a segment whose seal the reader has just passed. */
    static SegmentPlace behind(SegmentHeader header, GroupReader reader) {
        assert reader.isSeal();
        return new SegmentPlace(
                header.offset() + header.segmentBytes(), reader.nextIndex(), reader.lastTerm(), reader.chain());
    }

    /** The header of a segment of this size here. */
    SegmentHeader header(long segmentBytes, DatabaseId database) {
        return new SegmentHeader(segmentBytes, offset, firstIndex, previousTerm, chain, database);
    }
}
