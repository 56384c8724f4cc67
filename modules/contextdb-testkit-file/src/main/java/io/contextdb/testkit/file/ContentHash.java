package io.contextdb.testkit.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A hash of 128 bits that tells contents apart that nobody chose to look the same: two lanes of multiplications and
 * rotations over words of eight bytes. It is no digest against forgers.
 *
 * @param high the first lane
 * @param low the second lane
 */
public record ContentHash(long high, long low) {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final ContentHash EMPTY = new ContentHash(0x243f_6a88_85a3_08d3L, 0x1319_8a2e_0370_7344L);

    private static final long FIRST = 0x9e37_79b9_7f4a_7c15L;
    private static final long SECOND = 0xc2b2_ae3d_27d4_eb4fL;
    private static final long THIRD = 0x1656_67b1_9e37_79f9L;

    /** Of the first bytes of an array. */
    static ContentHash of(byte[] bytes, int length) {
        long first = EMPTY.high ^ length;
        long second = EMPTY.low;
        int position = 0;
        for (; position + Long.BYTES <= length; position += Long.BYTES) {
            long word = (long) WORDS.get(bytes, position);
            first = Long.rotateLeft((first ^ word) * FIRST, 29);
            second = Long.rotateLeft(second + word * SECOND, 31) * THIRD;
        }
        long rest = 0;
        for (; position < length; position++) {
            rest = rest << Byte.SIZE | bytes[position] & 0xff;
        }
        return new ContentHash(first, second).with(rest);
    }

    /** This with one word more. */
    ContentHash with(long word) {
        return new ContentHash(
                Long.rotateLeft((high ^ word) * FIRST, 29), Long.rotateLeft(low + word * SECOND, 31) * THIRD);
    }

    /** This with another hash behind. */
    ContentHash with(ContentHash next) {
        return with(next.high).with(next.low);
    }

    /** Of nothing. */
    static ContentHash empty() {
        return EMPTY;
    }
}
