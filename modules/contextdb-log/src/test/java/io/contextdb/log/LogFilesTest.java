package io.contextdb.log;

import static io.contextdb.log.Records.DIRECTORY;
import static io.contextdb.log.Records.append;
import static io.contextdb.log.Records.commit;
import static io.contextdb.log.Records.log;
import static io.contextdb.log.Records.recover;
import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of a damaged log, and what is made of it with a copy. */
class LogFilesTest {
    private static final Path ACTIVE = DIRECTORY.resolve("contextdb.log");
    private static final Path BACKUP = Path.of("/backup");
    private static final int STRIDE = 37;

    private final MemoryFileSystem files = new MemoryFileSystem();
    private final List<String> expected = new ArrayList<>();
    private List<Path> segments = List.of();

    /** Two sealed segments and one being written, each with groups of one and of two records. */
    @BeforeEach
    void writeLog() {
        files.createDirectories(DIRECTORY);
        try (Log log = log(files)) {
            recover(log, 0);
            for (int i = 0; segments.size() < 3 || i % 16 != 0; i++) {
                write(log, "node " + i + "-".repeat(400), i % 3 != 0);
                segments = files.list(DIRECTORY);
            }
            log.write();
        }
        assertEquals(3, segments.size());
    }

    private void write(Log log, String text, boolean ends) {
        expected.add("1/" + (expected.size() + 1) + ":" + text);
        append(log, 1, text);
        if (ends) {
            log.write();
            log.force();
        }
    }

    /** The log with a copy of what there is now beside it. */
    private MemoryFileSystem withBackup() {
        MemoryFileSystem disk = files.copy();
        segments.forEach(path -> disk.put(BACKUP.resolve(path.getFileName()), files.bytes(path)));
        return disk;
    }

    private static LogFiles inspect(MemoryFileSystem disk, Path directory) {
        return new LogFiles(disk, directory, DatabaseId.NONE, false);
    }

    private static List<String> read(LogFiles log, long after, long to) {
        List<String> found = new ArrayList<>();
        log.read(after, to, (position, command) -> {
            found.add(position.term() + "/" + position.index() + ":" + Records.text(command));
            return position;
        });
        return found;
    }

    private static void mend(MemoryFileSystem disk, Optional<LogInspection> copy) {
        LogFiles log = inspect(disk, DIRECTORY);
        List<Path> mendable = log.mendable(copy);
        List<LogInspection.Mended> mended = log.mend(copy);
        assertEquals(
                mendable, mended.stream().map(LogInspection.Mended::damaged).toList());
        mended.forEach(file -> file.mended()
                .ifPresentOrElse(made -> disk.rename(made, file.damaged()), () -> disk.delete(file.damaged())));
    }

    private void assertWhole(MemoryFileSystem disk, String what) {
        LogFiles log = inspect(disk, DIRECTORY);
        assertEquals(List.of(), log.damages(), what);
        try (Log opened = log(disk)) {
            assertEquals(expected, recover(opened, 0), what);
        }
    }

    @Test
    void aSoundLogIsRead() {
        LogFiles log = inspect(files, DIRECTORY);
        assertEquals(List.of(), log.damages());
        assertEquals(List.of(), log.mendable(Optional.empty()));
        assertTrue(log.endKnown());
        assertEquals(1, log.firstIndex());
        assertEquals(expected.size(), log.lastIndex());
        assertEquals(expected.size(), log.reach(0));
        assertEquals(expected.size(), log.reach(17));
        assertEquals(expected.size(), log.reach(expected.size()));
        assertEquals(expected, read(log, 0, Long.MAX_VALUE));
        assertEquals(expected.subList(17, 20), read(log, 17, 20));
    }

    /** A byte of any file: what can be read is right, and with a copy the log is whole again. */
    @Test
    void everyFlippedByteIsMendedFromACopy() {
        Random random = Seeds.random("everyFlippedByteIsMendedFromACopy");
        MemoryFileSystem sound = withBackup();
        int damaged = 0;
        for (Path path : segments) {
            byte[] bytes = files.bytes(path);
            for (int i = random.nextInt(STRIDE); i < bytes.length; i += 1 + random.nextInt(STRIDE)) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= (byte) (1 << random.nextInt(8));
                MemoryFileSystem disk = sound.copy();
                disk.put(path, flipped);
                damaged += checkFlip(disk, path + " at " + i);
            }
        }
        assertTrue(damaged > 300, damaged + " damaged");
    }

    private int checkFlip(MemoryFileSystem disk, String what) {
        LogFiles log = inspect(disk, DIRECTORY);
        long reached = log.reach(0);
        assertEquals(expected.subList(0, (int) reached), read(log, 0, reached), what);
        assertTrue(expected.containsAll(read(log, 0, Long.MAX_VALUE)), what);
        if (log.damages().isEmpty()) {
            assertEquals(expected.size(), reached, what);
            return 0;
        }
        mend(disk, Optional.of(inspect(disk, BACKUP)));
        assertWhole(disk, what);
        return 1;
    }

    @Test
    void aHeaderFollowsFromTheRest() {
        for (Path path : segments) {
            byte[] bytes = files.bytes(path);
            Arrays.fill(bytes, 0, SegmentHeader.BYTES, (byte) 0);
            MemoryFileSystem disk = files.copy();
            disk.put(path, bytes);
            LogFiles log = inspect(disk, DIRECTORY);
            assertEquals(1, log.damages().size(), path::toString);
            assertEquals(expected.size(), log.reach(0), path::toString);
            mend(disk, Optional.empty());
            assertWhole(disk, path.toString());
        }
    }

    @Test
    void filesThatAreCutOffOrMissingAreMended() {
        MemoryFileSystem sound = withBackup();
        for (Path path : segments) {
            for (int length : List.of(0, 3000, 4096, 9000)) {
                MemoryFileSystem disk = sound.copy();
                byte[] bytes = Arrays.copyOf(files.bytes(path), length);
                disk.delete(path);
                disk.put(path, bytes);
                assertFalse(inspect(disk, DIRECTORY).damages().isEmpty());
                mend(disk, Optional.of(inspect(disk, BACKUP)));
                if (length > SegmentHeader.FIRST_GROUP || !path.equals(ACTIVE)) {
                    assertWhole(disk, path + " of " + length);
                } else {
                    // Without the mark nothing shows how far it went.
                    assertFalse(inspect(disk, DIRECTORY).endKnown());
                }
            }
        }
        MemoryFileSystem disk = sound.copy();
        disk.delete(segments.get(2));
        assertEquals(
                List.of(new LogInspection.Damage(segments.get(2), 0, "the file is missing")),
                inspect(disk, DIRECTORY).damages());
        mend(disk, Optional.of(inspect(disk, BACKUP)));
        assertWhole(disk, "the second segment was missing");
    }

    /** How far it went nobody knows, so an older copy must not take its place. */
    @Test
    void theLastSegmentIsNotTakenFromACopy() {
        MemoryFileSystem disk = withBackup();
        disk.delete(ACTIVE);
        LogFiles log = inspect(disk, DIRECTORY);
        assertFalse(log.endKnown());
        assertEquals(1, log.damages().size());
        assertEquals(List.of(), log.mendable(Optional.of(inspect(disk, BACKUP))));
    }

    @Test
    void aCopyThatIsOlderLacksTheEnd() {
        MemoryFileSystem disk = withBackup();
        int before = expected.size();
        try (Log log = log(disk)) {
            recover(log, before);
            for (int i = 0; i < 3; i++) {
                write(log, "late " + i, true);
            }
        }
        byte[] bytes = disk.bytes(ACTIVE);
        int late = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("late 1");
        byte[] flipped = bytes.clone();
        flipped[late]++;
        disk.put(ACTIVE, flipped);
        LogFiles log = inspect(disk, DIRECTORY);
        assertEquals(before + 1, log.reach(0));
        assertEquals(before + 3, log.lastIndex());
        assertEquals(List.of(), log.mend(Optional.of(inspect(disk, BACKUP))));
        flipped[late]--;
        int early = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("node");
        flipped[early]++;
        disk.put(ACTIVE, flipped);
        mend(disk, Optional.of(inspect(disk, BACKUP)));
        assertWhole(disk, "an early record");
    }

    /** The same records in another history have other checksums. */
    @Test
    void aCopyOfAnotherHistoryIsOfNoUse() {
        MemoryFileSystem other = new MemoryFileSystem();
        other.createDirectories(DIRECTORY);
        try (Log log = log(other)) {
            recover(log, 0);
            for (int i = 0; i < expected.size(); i++) {
                commit(log, 1, "other " + i + "-".repeat(400));
            }
        }
        MemoryFileSystem disk = files.copy();
        other.paths().forEach(path -> disk.put(BACKUP.resolve(path.getFileName()), other.bytes(path)));
        for (Path path : segments) {
            byte[] flipped = files.bytes(path);
            flipped[SegmentHeader.FIRST_GROUP + 100]++;
            MemoryFileSystem damaged = disk.copy();
            damaged.put(path, flipped);
            LogFiles log = inspect(damaged, DIRECTORY);
            assertEquals(1, log.damages().size());
            assertEquals(List.of(), log.mend(Optional.of(inspect(damaged, BACKUP))));
        }
    }

    /** Between two steps of a rotation the sealed segment has two names; in a copy they are two files. */
    @Test
    void bothNamesOfASegmentAreMended() {
        MemoryFileSystem disk = withBackup();
        Path sealed = segments.get(2);
        disk.put(DIRECTORY.resolve(SegmentFiles.NEXT), new byte[0]);
        byte[] bytes = disk.bytes(sealed);
        byte[] flipped = bytes.clone();
        flipped[SegmentHeader.FIRST_GROUP + 100]++;
        for (List<byte[]> pair : List.of(List.of(bytes, flipped), List.of(flipped, bytes), List.of(flipped, flipped))) {
            disk.put(ACTIVE, pair.getFirst());
            disk.put(sealed, pair.getLast());
            assertFalse(inspect(disk, DIRECTORY).damages().isEmpty());
            mend(disk, Optional.of(inspect(disk, BACKUP)));
            assertEquals(List.of(), inspect(disk, DIRECTORY).damages());
            assertEquals(-1, Arrays.mismatch(disk.bytes(ACTIVE), bytes));
        }
        disk.delete(sealed);
        disk.delete(DIRECTORY.resolve(SegmentFiles.NEXT));
        disk.put(ACTIVE, flipped);
        disk.link(ACTIVE, sealed);
        mend(disk, Optional.of(inspect(disk, BACKUP)));
        assertEquals(List.of(), inspect(disk, DIRECTORY).damages());
        assertEquals(-1, Arrays.mismatch(disk.bytes(ACTIVE), bytes));
    }

    /** A copy of the newest sealed segment in the place of the one behind it is no step of a rotation. */
    @Test
    void aCopyOfASealedSegmentIsNotTheEnd() {
        MemoryFileSystem disk = withBackup();
        disk.put(ACTIVE, disk.bytes(segments.get(2)));
        LogFiles log = inspect(disk, DIRECTORY);
        assertFalse(log.endKnown());
        assertEquals(
                List.of(ACTIVE),
                log.damages().stream().map(LogInspection.Damage::file).toList());
        assertCode(ErrorCode.CORRUPTION, () -> {
            try (Log opened = log(disk)) {
                recover(opened, 0);
            }
        });
        mend(disk, Optional.empty());
        assertFalse(inspect(disk, DIRECTORY).endKnown());
        assertTrue(inspect(disk, DIRECTORY).isPartOf(inspect(disk, BACKUP)));
    }

    private static void swap(MemoryFileSystem disk, Path first, Path second) {
        byte[] bytes = disk.bytes(first);
        disk.put(first, disk.bytes(second));
        disk.put(second, bytes);
    }

    /** What the headers say counts, and not the names. */
    @Test
    void swappedFilesAreMendedWithoutACopy() {
        for (int first = 0; first < segments.size(); first++) {
            for (int second = first + 1; second < segments.size(); second++) {
                MemoryFileSystem disk = files.copy();
                swap(disk, segments.get(first), segments.get(second));
                String what = segments.get(first) + " and " + segments.get(second);
                LogFiles log = inspect(disk, DIRECTORY);
                assertEquals(2, log.damages().size(), what);
                assertTrue(log.endKnown(), what);
                assertEquals(expected, read(log, 0, Long.MAX_VALUE), what);
                mend(disk, Optional.empty());
                assertWhole(disk, what);
            }
        }
    }

    /** Wherever the names are changed one after the other, the rest can still be done. */
    @Test
    void mendingSwappedFilesCanBeInterrupted() {
        for (int moved = 0; moved < 2; moved++) {
            MemoryFileSystem disk = files.copy();
            swap(disk, segments.get(0), segments.get(2));
            List<LogInspection.Mended> mended = inspect(disk, DIRECTORY).mend(Optional.empty());
            assertEquals(2, mended.size());
            mended.subList(0, moved).forEach(file -> disk.rename(file.mended().orElseThrow(), file.damaged()));
            LogFiles log = inspect(disk, DIRECTORY);
            assertTrue(log.endKnown(), moved + " moved");
            assertEquals(expected, read(log, 0, Long.MAX_VALUE), moved + " moved");
            mend(disk, Optional.empty());
            assertWhole(disk, moved + " moved");
        }
    }

    /** A file with a wrong name goes to the right one; of two with the same content the wrong name goes. */
    @Test
    void aFileUnderAWrongNameIsMended() {
        Path wrong = DIRECTORY.resolve("contextdb.log.00000000000000000007");
        for (boolean only : List.of(true, false)) {
            MemoryFileSystem disk = files.copy();
            disk.put(wrong, disk.bytes(segments.get(2)));
            if (only) {
                disk.delete(segments.get(2));
            }
            assertEquals(expected, read(inspect(disk, DIRECTORY), 0, Long.MAX_VALUE));
            mend(disk, Optional.empty());
            assertWhole(disk, "only " + only);
            assertFalse(disk.exists(wrong));
        }
    }

    /** The file of a segment that has since been sealed, or of another one, in the place of the newest. */
    @Test
    void anOlderFileInThePlaceOfTheNewestIsNotTheEnd() {
        for (Path sealed : List.of(segments.get(1), segments.get(2))) {
            byte[] older = files.bytes(sealed);
            Arrays.fill(older, older.length / 2, older.length, (byte) 0);
            Arrays.fill(older, SegmentHeader.BYTES, SegmentHeader.FIRST_GROUP, (byte) 0);
            MemoryFileSystem disk = withBackup();
            disk.put(ACTIVE, older);
            LogFiles log = inspect(disk, DIRECTORY);
            assertFalse(log.endKnown(), sealed::toString);
            assertEquals(1, log.damages().size(), () -> sealed + ": " + log.damages());
            assertEquals(ACTIVE, log.damages().getFirst().file());
            long reached = log.lastIndex();
            assertEquals(expected.subList(0, (int) reached), read(log, 0, Long.MAX_VALUE), sealed::toString);
            disk.delete(ACTIVE);
            assertEquals(inspect(disk, DIRECTORY).lastIndex(), reached);
            disk.put(ACTIVE, older);
            assertEquals(List.of(), log.mendable(Optional.empty()));
            assertEquals(List.of(), log.mendable(Optional.of(inspect(disk, BACKUP))));
        }
    }

    /** A segment without groups may have lost them all, unless its mark says that there were none. */
    @Test
    void theEndOfAnEmptySegmentIsKnownOnlyByItsMark() {
        MemoryFileSystem disk = files.copy();
        byte[] bytes = disk.bytes(ACTIVE);
        Arrays.fill(bytes, SegmentHeader.BYTES, bytes.length, (byte) 0);
        disk.put(ACTIVE, bytes);
        assertFalse(inspect(disk, DIRECTORY).endKnown());
        MemoryFileSystem fresh = new MemoryFileSystem();
        fresh.createDirectories(DIRECTORY);
        try (Log log = log(fresh)) {
            recover(log, 0);
        }
        assertTrue(inspect(fresh, DIRECTORY).endKnown());
    }
}
