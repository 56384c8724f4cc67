package io.contextdb.log;

/**
 * Where the groups of a segment end, and what is known of that.
 *
 * @param position where the next group begins in the file
 * @param chain the checksum that ended the last group
 * @param durable the greatest offset on record as durable
 * @param sealed whether the last group is the seal, so that the rotation is still to be done
 * @param closed whether the segment's mark says that nothing lies behind
 */
record SegmentEnd(long position, int chain, long durable, boolean sealed, boolean closed) {
    /** Of a segment without groups: it got its name when everything before it, and its header, was durable. */
    static SegmentEnd ofEmpty(SegmentHeader header) {
        return new SegmentEnd(
                SegmentHeader.FIRST_GROUP, header.chain(), header.offset() + SegmentHeader.FIRST_GROUP, false, false);
    }
}
