package io.contextdb.log;

import java.lang.foreign.MemorySegment;

/** Is shown the records of a log in order. */
@FunctionalInterface
public interface RecordVisitor {
    /**
     * A record.
     *
     * @param type the type it was appended with
     * @param term the leader's term
     * @param index its index
     * @param payload its content, in native memory, valid only during the call
     */
    void record(byte type, long term, long index, MemorySegment payload);
}
