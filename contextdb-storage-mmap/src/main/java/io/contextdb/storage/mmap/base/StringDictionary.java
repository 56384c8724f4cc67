package io.contextdb.storage.mmap.base;

import java.util.Arrays;

/** The distinct strings of a column, numbered in the order of first appearance. */
final class StringDictionary {
    /** No dictionary. */
    static final StringDictionary NONE = new StringDictionary(new char[0], new int[0], 0, 0);

    private final char[] codes;
    private final int[] firsts;
    private final int size;
    private final long textBytes;

    private StringDictionary(char[] codes, int[] firsts, int size, long textBytes) {
        this.codes = codes;
        this.firsts = firsts;
        this.size = size;
        this.textBytes = textBytes;
    }

    /** The dictionary of a column of strings, {@link #NONE} unless fewer than half of them are distinct. */
    static StringDictionary of(PropertyColumn column) {
        int count = column.count();
        int mask = Integer.highestOneBit(Math.max(2, count)) * 4 - 1;
        int[] table = new int[mask + 1];
        char[] codes = new char[count];
        int[] firsts = new int[count / 2 + 1];
        int size = 0;
        long textBytes = 0;
        for (int i = 0; i < count; i++) {
            int slot = hash(column, i) & mask;
            while (table[slot] != 0 && !sameText(column, firsts[table[slot] - 1], i)) {
                slot = slot + 1 & mask;
            }
            if (table[slot] == 0) {
                if (2L * (size + 1) >= count) {
                    return NONE;
                }
                firsts[size] = i;
                textBytes += column.textLength(i);
                table[slot] = ++size;
            }
            codes[i] = (char) (table[slot] - 1);
        }
        return new StringDictionary(codes, firsts, size, textBytes);
    }

    private static int hash(PropertyColumn column, int index) {
        int hash = 1;
        int end = column.end(index);
        for (int i = column.textStart(index); i < end; i++) {
            hash = 31 * hash + column.bytes()[i];
        }
        return (int) (hash * 0x9E37_79B9L >>> 8);
    }

    private static boolean sameText(PropertyColumn column, int a, int b) {
        byte[] bytes = column.bytes();
        return Arrays.equals(bytes, column.textStart(a), column.end(a), bytes, column.textStart(b), column.end(b));
    }

    /** How many distinct strings there are. */
    int size() {
        return size;
    }

    /** The bytes of all distinct strings. */
    long textBytes() {
        return textBytes;
    }

    /** The number of the string at a place of the column. */
    int code(int index) {
        return codes[index];
    }

    /** Where in the column a string appears first. */
    int first(int code) {
        return firsts[code];
    }
}
