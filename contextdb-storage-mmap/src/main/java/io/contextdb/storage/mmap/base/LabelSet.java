package io.contextdb.storage.mmap.base;

import java.util.Arrays;

/** Label numbers that compare by content. */
final class LabelSet {
    private final int[] labels;
    private final int hash;

    LabelSet(int[] labels) {
        this.labels = labels;
        this.hash = Arrays.hashCode(labels);
    }

    boolean sameAs(int[] other) {
        return Arrays.equals(labels, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelSet that && sameAs(that.labels);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
