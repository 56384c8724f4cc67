package io.contextdb.bench.ann;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.memory.NativeMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * An {@code .fvecs} or {@code .ivecs} file, mapped: rows of a 32-bit dimension, the same in all, and as many numbers of 32 bits, little endian.
 *
 * @param path where it is
 * @param bytes its bytes
 * @param dimension numbers in a row, at least 1
 * @param rows the number of rows, at least 1
 */
record VectorFile(Path path, MemorySegment bytes, int dimension, int rows) {
    /** Maps a file and checks the shape of all its rows. */
    static VectorFile map(Path path, Arena arena) throws IOException {
        MemorySegment bytes;
        try (FileChannel channel = FileChannel.open(path)) {
            bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
        } catch (NoSuchFileException e) {
            throw new ContextDbException(
                    ErrorCode.FILE_NOT_FOUND,
                    path + " does not exist; a directory with base.fvecs, query.fvecs is needed",
                    e);
        }
        if (bytes.byteSize() < 2 * Integer.BYTES) {
            throw malformed(path, "has " + bytes.byteSize() + " bytes; a row has at least 8");
        }
        int dimension = bytes.get(NativeMemory.INT, 0);
        if (dimension < 1 || dimension > 1 << 24) {
            throw malformed(path, "begins with the dimension " + dimension);
        }
        long rowBytes = rowBytes(dimension);
        long rows = bytes.byteSize() / rowBytes;
        if (bytes.byteSize() % rowBytes != 0 || rows > Integer.MAX_VALUE) {
            throw malformed(
                    path,
                    "has " + bytes.byteSize() + " bytes, which is no whole number of rows of dimension " + dimension
                            + " (" + rowBytes + " bytes): it is cut off, or its rows differ");
        }
        VectorFile file = new VectorFile(path, bytes, dimension, (int) rows);
        for (int row = 0; row < rows; row++) {
            int found = bytes.get(NativeMemory.INT, row * rowBytes);
            if (found != dimension) {
                throw malformed(path, "has dimension " + found + " in row " + row + " and " + dimension + " in row 0");
            }
        }
        return file;
    }

    private static long rowBytes(int dimension) {
        return Integer.BYTES + (long) dimension * Integer.BYTES;
    }

    /** The address of a row's first number. */
    long address(int row) {
        return bytes.address() + row * rowBytes(dimension) + Integer.BYTES;
    }

    /** A row of an ivecs file. */
    int[] ints(int row) {
        int[] values = new int[dimension];
        NativeMemory.copyInts(address(row), values, 0, dimension);
        return values;
    }

    /** The error for a file that is not what it should be. */
    ContextDbException malformed(String what) {
        return malformed(path, what);
    }

    private static ContextDbException malformed(Path path, String what) {
        return new ContextDbException(ErrorCode.MALFORMED_INPUT, path + " " + what);
    }
}
