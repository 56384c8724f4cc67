package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDB;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.engine.fixture.ChildProcess;
import io.contextdb.engine.fixture.DirectoryBytes;
import io.contextdb.engine.fixture.LockHolder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that cannot be opened: the error says why and what to do, and no file has changed. */
class OpenRefusalTest {
    private static final DatabaseOptions OPTIONS = Storages.options("mmap");

    @TempDir
    private Path directory = Path.of("");

    private Path database = Path.of("");

    @BeforeEach
    void makeDatabase() {
        database = directory.resolve("database");
        try (Database db = ContextDB.open(database, OPTIONS)) {
            db.insertNode(1, List.of(), Map.of());
            db.createSnapshot();
        }
    }

    private void assertRefused(ErrorCode code, Path path, DatabaseOptions options, String... named) {
        DirectoryBytes before = DirectoryBytes.of(directory);
        ContextDbException e = assertThrows(ContextDbException.class, () -> ContextDB.open(path, options));
        assertEquals(code, e.code(), e::getMessage);
        List.of(named).forEach(word -> assertTrue(e.getMessage().contains(word), e::getMessage));
        before.assertSame(DirectoryBytes.of(directory));
    }

    @Test
    void filesOfSomebodyElse() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(other.resolve("thesis.txt"), "chapter 1");
        assertRefused(ErrorCode.NOT_A_DATABASE, other, OPTIONS, other.toString(), "empty or new directory");
        assertRefused(ErrorCode.NOT_A_DATABASE, other.resolve("thesis.txt"), OPTIONS, "thesis.txt");
    }

    @Test
    void nothingThere() {
        Path missing = directory.resolve("missing");
        assertRefused(ErrorCode.NOT_A_DATABASE, missing, OPTIONS.createIfMissing(false), missing.toString());
        assertTrue(Files.notExists(missing));
    }

    @Test
    void openInAnotherProcess() throws Exception {
        Process holder = ChildProcess.start(LockHolder.class, database.toString());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertTrue(String.valueOf(lines.readLine()).startsWith("commit "));
            assertRefused(ErrorCode.DATABASE_LOCKED, database, OPTIONS, database.toString());
            holder.getOutputStream().close();
            assertEquals(0, holder.waitFor());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        ContextDB.open(database, OPTIONS).close();
    }

    @Test
    void openInThisProcess() {
        try (Database db = ContextDB.open(database, OPTIONS)) {
            assertRefused(ErrorCode.DATABASE_LOCKED, database, OPTIONS, database.toString());
            assertEquals(1, db.statistics().nodes());
        }
    }

    @Test
    void whatIsRefusedInThisProcessIsRefusedInOthersAfterwards() throws Exception {
        try (Database db = ContextDB.open(database, OPTIONS)) {
            assertThrows(ContextDbException.class, () -> ContextDB.open(database, OPTIONS));
            assertRefusedInAnotherProcess();
            // A copy opens and closes every file, which takes the operating system's lock away.
            DirectoryBytes.of(directory);
            assertRefusedInAnotherProcess();
            db.insertNode(99, List.of(), Map.of());
        }
    }

    private void assertRefusedInAnotherProcess() throws Exception {
        Process holder = ChildProcess.start(LockHolder.class, database.toString());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("DATABASE_LOCKED", lines.readLine());
            assertEquals(0, holder.waitFor());
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void aDirectoryOfANewerFormat() throws Exception {
        Path format = database.resolve("metadata/FORMAT");
        String text = Files.readString(format).replace("contextdb 1\n", "contextdb 7\n");
        String sealed = text.substring(0, text.indexOf("checksum "));
        CRC32C checksum = new CRC32C();
        checksum.update(sealed.getBytes(StandardCharsets.UTF_8));
        Files.writeString(format, sealed + "checksum " + HexFormat.of().toHexDigits((int) checksum.getValue()) + "\n");
        assertRefused(ErrorCode.FORMAT_TOO_NEW, database, OPTIONS, format.toString(), "7", "up to 1");
    }

    @Test
    void aSnapshotOfANewerFormat() throws Exception {
        Path snapshot = database.resolve("metadata/snapshot-000001.json");
        String text = Files.readString(snapshot).replace("\"format_version\" : 1,", "\"format_version\" : 8,");
        int seal = text.lastIndexOf(',');
        String sealed = text.substring(0, seal);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(sealed.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                snapshot,
                sealed
                        + text.substring(seal)
                                .replaceAll("[0-9a-f]{64}", HexFormat.of().formatHex(digest)));
        assertRefused(ErrorCode.FORMAT_TOO_NEW, database, OPTIONS, snapshot.toString(), "8", "1");
    }

    @Test
    void aDamagedFormatFile() throws Exception {
        Path format = database.resolve("metadata/FORMAT");
        Files.writeString(format, "contextdb 1\nstorage mmap\n");
        assertRefused(ErrorCode.CORRUPTION, database, OPTIONS, format.toString());
        Files.writeString(format, "something else\n");
        assertRefused(ErrorCode.NOT_A_DATABASE, database, OPTIONS, format.toString());
    }

    @Test
    void otherProviders() {
        assertRefused(ErrorCode.INVALID_CONFIGURATION, database, Storages.options("memory"), "mmap", "memory");
        assertRefused(ErrorCode.PROVIDER_NOT_FOUND, directory.resolve("new"), Storages.options("tape"), "tape", "mmap");
        assertRefused(ErrorCode.PROVIDER_NOT_FOUND, database, OPTIONS.vectorIndexType("tree"), "tree", "hnsw");
    }
}
