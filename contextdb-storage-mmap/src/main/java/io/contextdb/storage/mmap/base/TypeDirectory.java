package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFileWriter;
import java.util.Arrays;

/** The type directory of {@link AdjacencyFileWriter} while it grows: only nodes with edges of several types are in it. */
final class TypeDirectory {
    private int[] words = new int[256];
    private int size;

    /** Adds a node by the sorted types of its entries and returns what its place in the types section says. */
    int add(long types, int length) {
        int first = type(types, 0);
        if (first == type(types, length - 1)) {
            return first;
        }
        int place = size;
        append(0);
        for (int i = 1; i <= length; i++) {
            if (i == length || type(types, i) != type(types, i - 1)) {
                append(type(types, i - 1));
                append(i);
                words[place]++;
            }
        }
        return place | AdjacencyFileWriter.IN_DIRECTORY;
    }

    private static int type(long types, int index) {
        return NativeMemory.getInt(types + (long) index * Integer.BYTES);
    }

    private void append(int word) {
        if (size == words.length) {
            words = Arrays.copyOf(words, size + (size >> 1));
        }
        words[size++] = word;
    }

    void writeTo(DataFileWriter out) {
        for (int i = 0; i < size; i++) {
            out.putInt(words[i]);
        }
    }
}
