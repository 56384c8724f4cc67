package io.contextdb.engine.scratch;

import java.util.Arrays;

/** A stack of numbers that grows and keeps its room. */
public final class IntStack {
    private int[] numbers = new int[64];
    private int size;

    /** An empty stack. */
    public IntStack() {}

    /** Whether nothing is on it. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Puts a number on top. */
    public void push(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size + (size >> 1));
        }
        numbers[size++] = number;
    }

    /** Takes the top number off. */
    public int pop() {
        return numbers[--size];
    }

    /** Takes everything off. */
    public void clear() {
        size = 0;
    }
}
