package io.contextdb.log;

/**
 * Where the groups of a segment end.
 *
 * @param position where the next group begins in the file
 * @param chain the checksum that ended the last group
 * @param recordsEnd the offset where the last group of records ends
 * @param durable the greatest offset that a head records as durable
 * @param sealed whether the last group is the seal, so that the rotation is still to be done
 */
record SegmentEnd(long position, int chain, long recordsEnd, long durable, boolean sealed) {
    /** Of a segment without groups: it got its name when everything before it, and its header, was durable. */
    static SegmentEnd ofEmpty(SegmentHeader header) {
        long offset = header.offset() + SegmentHeader.BYTES;
        return new SegmentEnd(SegmentHeader.BYTES, header.chain(), offset, offset, false);
    }
}
