package io.contextdb.storage.mmap.base;

import io.contextdb.storage.mmap.file.DataFileWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the labels of a block of 65,536 nodes: the distinct sets of labels, and for each node the number of its set. A
 * block:
 *
 * <pre>
 * u32 sets
 * u32 code bytes     0 when all nodes have the same labels, 1 for at most 256 sets, else 2
 * u32 offsets        one more than sets: where each set's labels begin among all labels
 * u32 labels         of all sets, ascending within a set
 * codes              the number of each node's set, by order of first appearance
 * </pre>
 */
final class LabelBlockWriter {
    private static final int BYTE_CODES_MAX = 1 << Byte.SIZE;

    private final DataFileWriter out;
    private final Map<LabelSet, Integer> numbers = new HashMap<>();
    private final List<int[]> sets = new ArrayList<>();
    private final char[] codes = new char[RowBlocks.ROWS];
    private int count;
    private LabelSet previous = new LabelSet(new int[0]);

    LabelBlockWriter(DataFileWriter out) {
        this.out = out;
    }

    /** Adds the labels of the next node. */
    void add(int[] labels) {
        LabelSet set = previous.sameAs(labels) ? previous : new LabelSet(labels);
        previous = set;
        Integer number = numbers.get(set);
        if (number == null) {
            number = sets.size();
            numbers.put(set, number);
            sets.add(labels);
        }
        codes[count++] = (char) (int) number;
    }

    /** Writes the block and returns where it is in the file. Another may follow. */
    long finish() {
        out.align(Long.BYTES);
        long offset = out.position();
        int codeBytes = sets.size() == 1 ? 0 : sets.size() <= BYTE_CODES_MAX ? 1 : Short.BYTES;
        out.putInt(sets.size());
        out.putInt(codeBytes);
        int labels = 0;
        for (int[] set : sets) {
            out.putInt(labels);
            labels += set.length;
        }
        out.putInt(labels);
        for (int[] set : sets) {
            for (int label : set) {
                out.putInt(label);
            }
        }
        for (int i = 0; i < count && codeBytes > 0; i++) {
            if (codeBytes == 1) {
                out.putByte(codes[i]);
            } else {
                out.putShort(codes[i]);
            }
        }
        numbers.clear();
        sets.clear();
        count = 0;
        return offset;
    }
}
