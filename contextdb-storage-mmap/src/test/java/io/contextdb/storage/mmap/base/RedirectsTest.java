package io.contextdb.storage.mmap.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.file.TestFile;
import io.contextdb.testkit.Seeds;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Redirects against a sorted set. */
class RedirectsTest {
    private static final int SECTION = 15;

    private static TestFile write(int first, Iterable<Integer> redirected, Arena arena) {
        Bits bits = Bits.of(first, arena);
        redirected.forEach(bits::set);
        return TestFile.of(FileKind.NODES, out -> Redirects.write(SECTION, bits, out));
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 1", "1, 2", "64, 2", "511, 3", "512, 1", "513, 200", "5000, 2", "5000, 100", "300000, 1000"
    })
    void everyRowHasItsPlace(int first, int oneIn) {
        Random random = Seeds.random("everyRowHasItsPlace");
        TreeSet<Integer> redirected = new TreeSet<>();
        for (int row = 0; row < first; row++) {
            if (random.nextInt(oneIn) == 0) {
                redirected.add(row);
            }
        }
        try (Arena arena = Arena.ofConfined()) {
            Redirects redirects = Objects.requireNonNull(
                    Redirects.of(write(first, redirected, arena).open(arena), SECTION));
            assertEquals(first, redirects.first());
            assertEquals(redirected.size(), redirects.count());
            int place = 0;
            List<Integer> next = new ArrayList<>();
            for (int row = 0; row < first; row++) {
                assertEquals(redirected.contains(row), redirects.holds(row));
                if (redirected.contains(row)) {
                    assertEquals(place++, redirects.row(row));
                }
                Integer following = redirected.ceiling(row);
                assertEquals(following == null ? first : following, redirects.next(row));
            }
            for (int row = redirects.next(0); row < first; row = redirects.next(row + 1)) {
                next.add(row);
            }
            assertEquals(List.copyOf(redirected), next);
            for (int added = 0; added < 3; added++) {
                assertEquals(place + added, redirects.row(first + added), "rows the files below do not have");
            }
        }
    }

    @Test
    void bitsAreASet() {
        Random random = Seeds.random("bitsAreASet");
        try (Arena arena = Arena.ofConfined()) {
            for (int size : new int[] {0, 1, 63, 64, 65, 1000}) {
                Bits bits = Bits.of(size, arena);
                TreeSet<Integer> model = new TreeSet<>();
                for (int i = 0; i < size / 10; i++) {
                    int row = random.nextInt(size);
                    bits.set(row);
                    model.add(row);
                }
                assertEquals(model.size(), bits.count());
                for (int row = 0; row < size; row++) {
                    assertEquals(model.contains(row), bits.get(row));
                    Integer following = model.ceiling(row);
                    assertEquals(following == null ? size : following, bits.next(row));
                }
                assertEquals(size, bits.next(size));
            }
        }
    }

    /** The bytes that {@link Redirects} describes: two groups, of 600 rows. */
    @Test
    void theSectionIsAsDescribed() {
        try (Arena arena = Arena.ofConfined()) {
            Sections sections = new Sections(write(600, List.of(1, 64, 599), arena), arena);
            int[] ints = sections.ints(SECTION);
            assertEquals((16 + 2 * 64 + 2 * 4) / 4, ints.length);
            assertArrayEquals(new int[] {600, 0, 3, 0}, Arrays.copyOf(ints, 4), "first, redirected");
            assertEquals(2, ints[4], "row 1");
            assertEquals(1, ints[4 + 2], "row 64");
            assertEquals(1 << 599 % 32, ints[4 + 599 / 32], "row 599");
            assertArrayEquals(new int[] {0, 2}, Arrays.copyOfRange(ints, 4 + 32, 4 + 34), "ranks");
        }
    }

    @Test
    void aBaseHasNone() {
        try (Arena arena = Arena.ofConfined()) {
            TestFile file = TestFile.of(FileKind.NODES, out -> TestFile.putSection(out, 1, new byte[] {1}));
            assertNull(Redirects.of(file.open(arena), SECTION));
        }
    }

    @Test
    void aSectionOfTheWrongLengthIsRefused() {
        try (Arena arena = Arena.ofConfined()) {
            TestFile file = TestFile.of(FileKind.NODES, out -> {
                out.begin(SECTION);
                out.putLong(600);
                out.putLong(3);
                out.zeros(2 * 64);
                out.end();
            });
            ContextDbException refused =
                    assertThrows(ContextDbException.class, () -> Redirects.of(file.open(arena), SECTION));
            assertEquals(ErrorCode.CORRUPTION, refused.code());
        }
    }
}
