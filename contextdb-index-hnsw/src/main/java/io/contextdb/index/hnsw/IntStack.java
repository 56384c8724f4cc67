package io.contextdb.index.hnsw;

import java.util.Arrays;

/** Numbers, last in, first out. */
final class IntStack {
    private int[] values = new int[16];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void push(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int pop() {
        return values[--size];
    }

    void pushAll(IntStack other) {
        if (values.length - size < other.size) {
            values = Arrays.copyOf(values, Math.max(size * 2, size + other.size));
        }
        System.arraycopy(other.values, 0, values, size, other.size);
        size += other.size;
    }
}
