package io.contextdb.storage.mmap.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.memory.NativeMemory;
import io.contextdb.testkit.Seeds;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damage is met where it is read, and nowhere else. */
class DataFileDamageTest {
    private static final int BLOCK = 4096;
    private static final int SECTION_BYTES = 3 * BLOCK + 100;

    private final TestFile file = new TestFile(FileKind.VECTORS, 17, 1, 16, out -> {
        byte[] bytes = new byte[SECTION_BYTES];
        new Random(5).nextBytes(bytes);
        TestFile.putSection(out, 1, bytes);
    });
    private final byte[] bytes = file.bytes();
    private final int body = 5 * BLOCK;

    @Test
    void everyFlippedByteIsFoundAndNamed() {
        Random random = Seeds.random("everyFlippedByteIsFoundAndNamed");
        for (int at = 0; at < bytes.length; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            int flipped = at;
            try (Arena arena = Arena.ofConfined()) {
                ContextDbException error = assertThrows(
                        ContextDbException.class, () -> read(file.open(changed, arena)), () -> "byte " + flipped);
                assertEquals(ErrorCode.CORRUPTION, error.code(), error::getMessage);
                assertTrue(error.getMessage().contains(file.path().toString()), error::getMessage);
                assertTrue(
                        at >= body || error.getMessage().contains("byte " + (at & -BLOCK) + ":") || at < BLOCK,
                        error::getMessage);
            }
        }
    }

    /** A snapshot knows its files by this sum, though a sum over bytes and their own sum is the same for all bytes. */
    @Test
    void filesOfOneBlockDifferInTheirChecksum() {
        TestFile one = TestFile.of(FileKind.ROWS, out -> TestFile.putSection(out, 1, new byte[] {1}));
        TestFile other = TestFile.of(FileKind.ROWS, out -> TestFile.putSection(out, 1, new byte[] {2}));
        try (Arena arena = Arena.ofConfined()) {
            assertNotEquals(one.open(arena).checksum(), other.open(arena).checksum());
        }
    }

    /** The whole body, the padding behind the section included, as a scrub reads it. */
    private static void read(DataFile open) {
        TestFile.readBody(open);
        for (long block = 0; block < open.blocks(); block++) {
            open.verifyBlock(block);
        }
    }

    @Test
    void blocksBesideTheDamageCanBeRead() {
        for (int block = 1; block < body / BLOCK; block++) {
            byte[] changed = bytes.clone();
            changed[block * BLOCK + 99] ^= 0x10;
            try (Arena arena = Arena.ofConfined()) {
                DataFile open = file.open(changed, arena);
                for (int other = 0; other < body / BLOCK; other++) {
                    int first = other * BLOCK;
                    if (other == block) {
                        for (int attempt = 0; attempt < 2; attempt++) {
                            assertThrows(ContextDbException.class, () -> open.touch(first));
                            assertThrows(ContextDbException.class, () -> open.touch(first - 1, 2));
                            assertThrows(ContextDbException.class, () -> open.getLong(first));
                        }
                    } else {
                        open.touch(first);
                        open.touch(first, BLOCK);
                    }
                }
            }
        }
    }

    /** A region trusts its blocks once all were verified, and not before. */
    @Test
    void aRegionIsCompleteOnlyWithAllItsBlocks() {
        byte[] changed = bytes.clone();
        changed[3 * BLOCK] ^= 1;
        try (Arena arena = Arena.ofConfined()) {
            DataFile open = file.open(changed, arena);
            DataFile.Region region = open.region(open.section(1));
            region.touch(0, 2 * BLOCK);
            assertThrows(ContextDbException.class, () -> region.touch(2 * BLOCK, 1));
            assertThrows(ContextDbException.class, () -> region.touch(0, SECTION_BYTES));
            region.touch(3 * BLOCK, 100);
            assertThrows(ContextDbException.class, () -> region.touch(2 * BLOCK, 1));
        }
        try (Arena arena = Arena.ofConfined()) {
            DataFile open = file.open(arena);
            DataFile.Region region = open.region(open.section(1));
            region.touch(0, SECTION_BYTES);
            assertEquals(open.address() + BLOCK, region.address());
        }
    }

    @Test
    void everyCutIsFound() {
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            try (Arena arena = Arena.ofConfined()) {
                ContextDbException error = assertThrows(ContextDbException.class, () -> file.open(cut, arena));
                assertEquals(ErrorCode.CORRUPTION, error.code(), error::getMessage);
            }
        }
    }

    @Test
    void placesOutsideTheBodyAreDamageWhenAFileNamesThem() {
        try (Arena arena = Arena.ofConfined()) {
            DataFile open = file.open(arena);
            open.check(body - 8, 8);
            for (long[] place :
                    new long[][] {{body - 7, 8}, {-1, 1}, {0, -1}, {Long.MAX_VALUE, 8}, {8, Long.MAX_VALUE}}) {
                ContextDbException error = assertThrows(ContextDbException.class, () -> open.check(place[0], place[1]));
                assertEquals(ErrorCode.CORRUPTION, error.code());
            }
        }
    }

    @Test
    void aNewerFormatIsNotDamage() {
        byte[] changed = bytes.clone();
        changed[8] = 2;
        try (Arena arena = Arena.ofConfined()) {
            long page = NativeMemory.allocate(arena, BLOCK);
            NativeMemory.copyBytes(changed, 0, BLOCK, page);
            int checksum = Checksums.of(page, BLOCK - 4);
            for (int i = 0; i < 4; i++) {
                changed[BLOCK - 4 + i] = (byte) (checksum >>> 8 * i);
            }
            ContextDbException error = assertThrows(ContextDbException.class, () -> file.open(changed, arena));
            assertEquals(ErrorCode.FORMAT_TOO_NEW, error.code());
        }
    }
}
