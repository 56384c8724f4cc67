package io.contextdb.testkit.codec;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.BlockCodec;
import io.contextdb.api.spi.CodecProvider;
import io.contextdb.testkit.Seeds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a codec gives back, and what it makes of blocks that it did not write. */
public abstract class CodecContract {
    private static final int BLOCK_BYTES = 1 << 16;

    /** For the provider's test class. */
    protected CodecContract() {}

    /** The provider under test. */
    protected abstract CodecProvider provider();

    @Test
    public void theNameFitsIntoAFile() {
        assertTrue(provider().name().matches("[a-z0-9_-]{1,16}"), provider().name());
    }

    @Test
    public void blocksComeBack() {
        BlockCodec codec = provider().codec();
        Random random = Seeds.random("blocksComeBack");
        for (int bytes : new int[] {1, 7, 4096, BLOCK_BYTES - 1, BLOCK_BYTES, 1 << 20}) {
            for (int distinct : new int[] {1, 2, 16, 256}) {
                byte[] block = block(random, bytes, distinct);
                byte[] packed = compress(codec, block, 2 * bytes + 1024);
                assertArrayEquals(block, decompress(codec, packed, bytes));
                assertArrayEquals(packed, compress(codec, block, 2 * bytes + 1024));
                assertTrue(distinct > 2 || bytes < 4096 || packed.length < bytes, packed.length + " of " + bytes);
            }
        }
    }

    @Test
    public void aResultThatDoesNotFitIsNone() {
        BlockCodec codec = provider().codec();
        byte[] block = block(Seeds.random("aResultThatDoesNotFitIsNone"), BLOCK_BYTES, 256);
        try (Arena arena = Arena.ofConfined()) {
            for (int room : new int[] {1, 100, BLOCK_BYTES / 2}) {
                assertEquals(-1, codec.compress(segment(arena, block), arena.allocate(room)));
            }
        }
    }

    @Test
    public void otherLengthsAreCorruption() {
        BlockCodec codec = provider().codec();
        byte[] packed = compress(codec, block(Seeds.random("otherLengthsAreCorruption"), 5000, 4), 10_000);
        for (int bytes : new int[] {1, 4999, 5001, BLOCK_BYTES}) {
            assertCode(ErrorCode.CORRUPTION, () -> decompress(codec, packed, bytes));
        }
    }

    /**
     * Damaged blocks give an error or wrong bytes, which a digest finds, and never more bytes than there is room for.
     */
    @Test
    public void damageStaysWithinBounds() {
        BlockCodec codec = provider().codec();
        Random random = Seeds.random("damageStaysWithinBounds");
        byte[] packed = compress(codec, block(random, 4096, 16), 10_000);
        try (Arena arena = Arena.ofConfined()) {
            int guard = 64;
            MemorySegment whole = arena.allocate(4096 + 2 * guard);
            for (int round = 0; round < 20_000; round++) {
                byte[] damaged = packed.clone();
                for (int flips = random.nextInt(1, 8); flips > 0; flips--) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
                whole.fill((byte) 0x5A);
                try (Arena block = Arena.ofConfined()) {
                    codec.decompress(segment(block, damaged), whole.asSlice(guard, 4096));
                } catch (ContextDbException e) {
                    assertEquals(ErrorCode.CORRUPTION, e.code());
                }
                for (int i = 0; i < guard; i++) {
                    assertEquals((byte) 0x5A, whole.get(ValueLayout.JAVA_BYTE, i));
                    assertEquals((byte) 0x5A, whole.get(ValueLayout.JAVA_BYTE, guard + 4096 + i));
                }
            }
        }
    }

    private static byte[] block(Random random, int bytes, int distinct) {
        byte[] block = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            block[i] = (byte) random.nextInt(distinct);
        }
        return block;
    }

    private static byte[] compress(BlockCodec codec, byte[] block, int room) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(room);
            int bytes = codec.compress(segment(arena, block), target);
            return target.asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private static byte[] decompress(BlockCodec codec, byte[] packed, int bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(bytes);
            codec.decompress(segment(arena, packed), target);
            return target.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private static MemorySegment segment(Arena arena, byte[] bytes) {
        return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
    }
}
