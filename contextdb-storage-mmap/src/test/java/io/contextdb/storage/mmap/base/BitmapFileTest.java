package io.contextdb.storage.mmap.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.file.TestFile;
import io.contextdb.testkit.Seeds;
import java.lang.foreign.Arena;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitmapFileTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 1000})
    void readsWhatWasWritten(int rows) {
        Random random = Seeds.random("readsWhatWasWritten");
        BitSet dead = new BitSet();
        for (int row = 0; row < rows; row++) {
            dead.set(row, random.nextBoolean());
        }
        try (Arena arena = Arena.ofConfined()) {
            BitmapFile file =
                    new BitmapFile(TestFile.of(FileKind.DELETIONS, out -> BitmapFile.write(rows, dead::get, out))
                            .open(arena));
            assertEquals(rows, file.rows());
            assertEquals(dead.cardinality(), file.deadCount());
            for (int row = 0; row < rows; row++) {
                assertEquals(dead.get(row), file.get(row));
            }
            assertFalse(file.get(rows), "a row newer than the file");
        }
    }

    /** The bytes that {@link BitmapFile} describes. */
    @Test
    void theSectionsAreAsDescribed() {
        try (Arena arena = Arena.ofConfined()) {
            Sections sections = new Sections(
                    TestFile.of(FileKind.DELETIONS, out -> BitmapFile.write(70, row -> row == 1 || row == 69, out)),
                    arena);
            assertArrayEquals(new long[] {70, 2}, sections.longs(1));
            assertArrayEquals(new long[] {2, 1L << 5}, sections.longs(2));
        }
    }
}
