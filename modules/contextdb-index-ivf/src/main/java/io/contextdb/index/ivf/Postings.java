package io.contextdb.index.ivf;

import io.contextdb.memory.CheckedFile;
import io.contextdb.memory.NativeMemory;

/** The rows of each list, in ascending order. Never change. */
sealed interface Postings {
    /** No rows in any list. */
    Postings NONE = new InArrays(new int[1], new int[0]);

    /**
     * Where the rows of a list begin, counted over all lists; for the number of lists, and beyond it, where the last
     * ends.
     */
    int start(int list);

    /** Copies the rows counted from {@code from} to {@code to}, exclusive. */
    void copy(int from, int to, int[] target);

    /**
     * Lists in arrays.
     *
     * @param starts where the rows of each list begin, and where the last ends
     * @param ordinals the rows
     */
    record InArrays(int[] starts, int[] ordinals) implements Postings {
        /** The rows from {@code firstRow} on, by the list of each. */
        static InArrays of(int lists, int firstRow, int[] listOfRow) {
            int[] starts = new int[lists + 1];
            for (int list : listOfRow) {
                starts[list + 1]++;
            }
            for (int list = 0; list < lists; list++) {
                starts[list + 1] += starts[list];
            }
            int[] next = starts.clone();
            int[] ordinals = new int[listOfRow.length];
            for (int i = 0; i < listOfRow.length; i++) {
                ordinals[next[listOfRow[i]]++] = firstRow + i;
            }
            return new InArrays(starts, ordinals);
        }

        @Override
        public int start(int list) {
            return starts[Math.min(list, starts.length - 1)];
        }

        @Override
        public void copy(int from, int to, int[] target) {
            System.arraycopy(ordinals, from, target, 0, to - from);
        }
    }

    /**
     * Lists in a file, checked when they are first read.
     *
     * @param starts where the rows of each list begin, and where the last ends
     * @param address where the rows are mapped
     */
    record InFile(int[] starts, CheckedFile file, long address) implements Postings {
        @Override
        public int start(int list) {
            return starts[list];
        }

        @Override
        public void copy(int from, int to, int[] target) {
            long first = address + (long) from * Integer.BYTES;
            file.check(first, (long) (to - from) * Integer.BYTES);
            NativeMemory.copyInts(first, target, 0, to - from);
        }
    }
}
