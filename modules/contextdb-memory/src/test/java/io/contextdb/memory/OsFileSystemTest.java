package io.contextdb.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.WritableFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class OsFileSystemTest {
    @TempDir
    private Path directory;

    private final OsFileSystem files = new OsFileSystem();

    @Test
    void writesGoWhereTheyAreSent() {
        Path path = directory.resolve("a");
        try (WritableFile file = files.create(path)) {
            file.preallocate(10);
            file.write(ascii("xyz"), 4);
            file.force(false);
            assertEquals(10, file.size());
            file.truncate(6);
        }
        assertArrayEquals(new byte[] {0, 0, 0, 0, 'x', 'y'}, files.readAll(path, 6));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mapped = files.map(path, arena);
            assertEquals(6, mapped.byteSize());
            assertTrue(mapped.isReadOnly());
            assertEquals('y', mapped.get(ValueLayout.JAVA_BYTE, 5));
        }
    }

    @Test
    void truncateAlsoGrows() {
        Path path = directory.resolve("a");
        try (WritableFile file = files.create(path)) {
            file.truncate(5);
        }
        assertArrayEquals(new byte[5], files.readAll(path, 5));
    }

    @Test
    void linkNeverReplacesAndRenameDoes() {
        write("a", "1");
        write("b", "2");
        assertCode(ErrorCode.ALREADY_EXISTS, () -> files.link(directory.resolve("a"), directory.resolve("b")));
        files.rename(directory.resolve("a"), directory.resolve("b"));
        assertEquals(List.of(directory.resolve("b")), files.list(directory));
        assertArrayEquals(new byte[] {'1'}, files.readAll(directory.resolve("b"), 1));
    }

    @Test
    void filesAreComparedToTheLastByte() {
        byte[] content = new byte[(1 << 20) + 3];
        files.writeAll(directory.resolve("a"), MemorySegment.ofArray(content));
        files.writeAll(directory.resolve("same"), MemorySegment.ofArray(content));
        content[content.length - 1] = 1;
        files.writeAll(directory.resolve("other"), MemorySegment.ofArray(content));
        write("short", "");
        assertTrue(files.sameBytes(directory.resolve("a"), directory.resolve("same")));
        assertFalse(files.sameBytes(directory.resolve("a"), directory.resolve("other")));
        assertFalse(files.sameBytes(directory.resolve("a"), directory.resolve("short")));
    }

    @Test
    void errorsCarryTheirCode() {
        Path missing = directory.resolve("missing");
        assertCode(ErrorCode.FILE_NOT_FOUND, () -> files.open(missing));
        assertCode(ErrorCode.FILE_NOT_FOUND, () -> files.size(missing));
        write("a", "12");
        assertCode(ErrorCode.ALREADY_EXISTS, () -> files.create(directory.resolve("a")));
        assertCode(ErrorCode.CORRUPTION, () -> files.readAll(directory.resolve("a"), 1));
        files.delete(missing);
        assertFalse(files.exists(missing));
    }

    @Test
    void aLockIsRefusedWhileTheProcessInItLives() throws Exception {
        Path path = directory.resolve("lock");
        write("lock", "");
        Object identity = Files.getAttribute(path, "unix:fileKey");
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            long started = other.info().startInstant().orElseThrow().toEpochMilli();
            String holder = other.pid() + " " + started + " ";
            Files.writeString(path, holder + identity);
            assertCode(ErrorCode.DATABASE_LOCKED, () -> files.lock(path));
            List<String> nobody = List.of(
                    holder + "(a copy)",
                    other.pid() + " " + (started - 5000) + " " + identity,
                    "nonsense",
                    "-7 1 " + identity,
                    "99999999999999999999 1");
            for (String text : nobody) {
                Files.writeString(path, text);
                files.lock(path).close();
                assertEquals(0, Files.size(path), text);
            }
            Files.writeString(path, holder + identity);
        } finally {
            other.destroyForcibly().waitFor();
        }
        files.lock(path).close();
    }

    @Test
    void aLockIsExclusiveUntilClosed() throws Exception {
        Path path = directory.resolve("lock");
        try (AutoCloseable lock = files.lock(path)) {
            assertTrue(files.exists(path), () -> "while held by " + lock);
            assertCode(ErrorCode.DATABASE_LOCKED, () -> files.lock(path));
        }
        files.lock(path).close();
    }

    @Test
    void directoriesAreCreatedWithTheirParents() {
        Path deep = directory.resolve("x/y/z");
        files.createDirectories(deep);
        files.createDirectories(deep);
        assertTrue(files.exists(deep));
    }

    @Test
    void aReadStopsAtTheEndOfTheFile() {
        write("a", "abcdef");
        ByteBuffer target = ByteBuffer.allocate(4);
        assertEquals(4, files.read(directory.resolve("a"), 1, target));
        assertEquals(ascii("bcde"), target.flip());
        assertEquals(2, files.read(directory.resolve("a"), 4, target.clear()));
        assertEquals(0, files.read(directory.resolve("a"), 7, target.clear()));
        assertCode(ErrorCode.FILE_NOT_FOUND, () -> files.read(directory.resolve("missing"), 0, target));
    }

    @Test
    void anInterruptClosesNoFile() {
        Path path = directory.resolve("a");
        try (WritableFile file = files.create(path)) {
            Thread.currentThread().interrupt();
            file.write(ascii("xy"), 0);
            file.force(true);
            assertEquals(2, file.size());
            assertEquals(2, files.read(path, 0, ByteBuffer.allocate(2)));
            assertTrue(Thread.interrupted(), "the interrupt is kept for the caller");
            file.write(ascii("z"), 2);
        }
        assertArrayEquals(new byte[] {'x', 'y', 'z'}, files.readAll(path, 3));
    }

    @Test
    void anInterruptFailsNothing() throws Exception {
        write("a", "x");
        Path path = directory.resolve("a");
        List<Executable> operations = List.of(
                () -> files.syncDirectory(directory),
                () -> files.createDirectories(directory.resolve("b/c")),
                () -> files.lock(directory.resolve("lock")).close(),
                () -> assertEquals(1, files.readAll(path, 1).length),
                () -> files.map(path, Arena.ofAuto()),
                () -> files.rename(path, directory.resolve("d")));
        for (Executable operation : operations) {
            Thread.currentThread().interrupt();
            assertDoesNotThrow(operation);
            assertTrue(Thread.interrupted(), "the interrupt is kept for the caller");
        }
    }

    private void write(String name, String content) {
        try (WritableFile file = files.create(directory.resolve(name))) {
            file.write(ascii(content), 0);
        }
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertCode(ErrorCode code, Executable call) {
        assertEquals(code, assertThrows(ContextDbException.class, call).code());
    }
}
