package io.contextdb.bench.snapshot;

import io.contextdb.api.spi.BlockCodec;
import io.contextdb.archive.Archive;
import io.contextdb.memory.NativeMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a codec makes of a snapshot's files when no differences are taken before, which is what the delta filters are
 * compared with.
 */
final class PlainBytes {
    private PlainBytes() {}

    /**
     * The bytes of the files below a directory in blocks that a codec has compressed where that saves anything, by kind
     * of file.
     */
    static Map<String, Long> byKind(Path directory, BlockCodec codec) throws IOException {
        Map<String, Long> bytes = new TreeMap<>();
        for (Path file : FileBytes.files(directory)) {
            bytes.merge(FileBytes.kind(file), compressed(file, codec), Long::sum);
        }
        return bytes;
    }

    private static long compressed(Path file, BlockCodec codec) throws IOException {
        try (FileChannel channel = FileChannel.open(file);
                Arena arena = Arena.ofConfined()) {
            MemorySegment content = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            MemorySegment target = NativeMemory.allocateSegment(arena, Archive.BLOCK_BYTES, Long.BYTES);
            long sum = 0;
            for (long offset = 0; offset < content.byteSize(); offset += Archive.BLOCK_BYTES) {
                MemorySegment block =
                        content.asSlice(offset, Math.min(Archive.BLOCK_BYTES, content.byteSize() - offset));
                int length = codec.compress(block, target.asSlice(0, block.byteSize() - 1));
                sum += length < 0 ? block.byteSize() : length;
            }
            return sum;
        }
    }
}
