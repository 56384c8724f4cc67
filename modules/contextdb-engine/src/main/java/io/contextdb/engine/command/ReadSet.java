package io.contextdb.engine.command;

import java.util.Arrays;

/**
 * What a transaction read.
 *
 * @param readIndex the last command of the state it read
 * @param keys the {@linkplain io.contextdb.engine.write.ReadKeys keys} of what it read, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record ReadSet(long readIndex, long[] keys) {
    public ReadSet {
        // They are searched by bisection: one out of order would be a conflict that nobody sees.
        assert isAscending(keys) : "keys that were read are out of order";
    }

    private static boolean isAscending(long[] keys) {
        for (int i = 1; i < keys.length; i++) {
            if (keys[i - 1] > keys[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadSet that && readIndex == that.readIndex && Arrays.equals(keys, that.keys);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(readIndex) + Arrays.hashCode(keys);
    }

    @Override
    public String toString() {
        return "ReadSet[readIndex=" + readIndex + ", " + keys.length + " keys]";
    }
}
