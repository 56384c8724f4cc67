package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.Section;
import java.lang.foreign.Arena;

/**
 * Reads label blocks as {@link LabelBlockWriter} lays them out. A block is verified as a whole when it is first used;
 * from then on its address is kept. Thread-safe; {@link #has} allocates nothing.
 */
final class LabelReader {
    private static final int HEAD_BYTES = 2 * Integer.BYTES;

    private final DataFile file;
    private final long directory;
    private final int rows;
    /** For each block its address once it was verified, before that 0. Threads may store the same one at once. */
    private final long addresses;

    LabelReader(DataFile file, Section directory, int rows, Arena arena) {
        this.file = file;
        this.directory = directory.offset();
        this.rows = rows;
        this.addresses = NativeMemory.allocate(arena, (long) RowBlocks.count(rows) * Long.BYTES);
    }

    /** Whether a node has a label. */
    boolean has(int node, int label) {
        long block = block(node);
        int code = code(block, node);
        int end = offset(block, code + 1);
        for (int i = offset(block, code); i < end; i++) {
            if (label(block, i) == label) {
                return true;
            }
        }
        return false;
    }

    /** The labels of a node, ascending. */
    int[] labels(int node) {
        long block = block(node);
        int code = code(block, node);
        int start = offset(block, code);
        int[] labels = new int[offset(block, code + 1) - start];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label(block, start + i);
        }
        return labels;
    }

    private static int offset(long block, int code) {
        return NativeMemory.getInt(block + HEAD_BYTES + (long) code * Integer.BYTES);
    }

    private static int label(long block, int index) {
        int sets = NativeMemory.getInt(block);
        return NativeMemory.getInt(block + HEAD_BYTES + (sets + 1L + index) * Integer.BYTES);
    }

    private static int code(long block, int node) {
        int codeBytes = NativeMemory.getInt(block + Integer.BYTES);
        if (codeBytes == 0) {
            return 0;
        }
        int sets = NativeMemory.getInt(block);
        long codes = block + HEAD_BYTES + (sets + 1L + offset(block, sets)) * Integer.BYTES;
        int row = node & RowBlocks.ROWS - 1;
        return codeBytes == 1
                ? Byte.toUnsignedInt(NativeMemory.getByte(codes + row))
                : NativeMemory.getUnsignedShort(codes + (long) row * Short.BYTES);
    }

    private long block(int node) {
        int block = node >>> RowBlocks.SHIFT;
        long address = NativeMemory.getLong(addresses + (long) block * Long.BYTES);
        return address != 0 ? address : verify(block);
    }

    private long verify(int block) {
        long offset = file.getLong(directory + (long) block * Long.BYTES);
        int sets = file.getInt(offset);
        int codeBytes = file.getInt(offset + Integer.BYTES);
        file.check(offset + HEAD_BYTES, (sets + 1L) * Integer.BYTES);
        int labels = file.getInt(offset + HEAD_BYTES + (long) sets * Integer.BYTES);
        long bytes = HEAD_BYTES + (sets + 1L + labels) * Integer.BYTES + (long) codeBytes * RowBlocks.rows(block, rows);
        file.check(offset, bytes);
        NativeMemory.putLong(addresses + (long) block * Long.BYTES, file.address() + offset);
        return file.address() + offset;
    }
}
