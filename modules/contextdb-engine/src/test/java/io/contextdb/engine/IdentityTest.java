package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.engine.open.RestoreDirectory;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every file of a database says which database it belongs to; those of another one, and a log that is missing, are
 * told.
 */
@ParameterizedClass
@ValueSource(strings = {"mmap", "memory"})
class IdentityTest {
    private static final int SEGMENT_BYTES = 64 << 10;
    private static final Path HOME = Path.of("/database");
    private static final Path OTHER = Path.of("/other");

    @Parameter
    private String storage = "";

    private final MemoryFileSystem disk = new MemoryFileSystem();

    private Database open(Path directory) {
        return TestDatabases.open(directory, options(), disk, SEGMENT_BYTES);
    }

    private DatabaseOptions options() {
        return Storages.options(storage);
    }

    @BeforeEach
    void makeTwoDatabases() {
        for (Path directory : List.of(HOME, OTHER)) {
            try (Database db = open(directory)) {
                db.insertNode(1, List.of("In " + directory), Map.of());
                db.createSnapshot();
                db.insertNode(2, List.of(), Map.of());
            }
        }
    }

    private void assertRefused(ErrorCode code, String... named) {
        ContextDbException e = assertThrows(ContextDbException.class, () -> open(HOME));
        assertEquals(code, e.code(), e::getMessage);
        String text = e.getMessage() + (e.getCause() == null ? "" : e.getCause().getMessage());
        List.of(named).forEach(word -> assertTrue(text.contains(word), text));
    }

    private Path snapshot(Path directory) {
        return directory.resolve(
                storage.equals("mmap") ? "metadata/snapshot-000001.json" : "snapshots/snapshot-000001.state");
    }

    private DatabaseId id(Path directory) {
        String text = new String(disk.bytes(directory.resolve("metadata/FORMAT")), StandardCharsets.UTF_8);
        return DatabaseId.parse(text.lines().toList().get(3).substring("database ".length()));
    }

    @Test
    void aLogOfAnotherDatabase() {
        disk.put(HOME.resolve("contextdb.log"), disk.bytes(OTHER.resolve("contextdb.log")));
        assertRefused(
                ErrorCode.FOREIGN_FILE,
                HOME.resolve("contextdb.log").toString(),
                id(HOME).toString(),
                id(OTHER).toString());
    }

    @Test
    void aSnapshotOfAnotherDatabase() {
        disk.put(snapshot(HOME), disk.bytes(snapshot(OTHER)));
        assertRefused(
                ErrorCode.FOREIGN_FILE,
                snapshot(HOME).toString(),
                id(HOME).toString(),
                id(OTHER).toString());
    }

    @Test
    void aFormatFileOfAnotherDatabase() {
        disk.put(HOME.resolve("metadata/FORMAT"), disk.bytes(OTHER.resolve("metadata/FORMAT")));
        assertRefused(ErrorCode.FOREIGN_FILE, HOME.toString());
    }

    @Test
    void aLogThatIsMissing() {
        disk.delete(HOME.resolve("contextdb.log"));
        assertRefused(ErrorCode.CORRUPTION, HOME.resolve("contextdb.log").toString(), "missing");
        disk.delete(snapshot(HOME));
        assertRefused(ErrorCode.CORRUPTION, HOME.resolve("contextdb.log").toString(), "missing");
    }

    @Test
    void everyByteOfTheFormatFileCounts() {
        Path path = HOME.resolve("metadata/FORMAT");
        byte[] sound = disk.bytes(path);
        for (int i = 0; i < sound.length; i++) {
            byte[] bytes = sound.clone();
            bytes[i] ^= 4;
            disk.put(path, bytes);
            assertRefused(ErrorCode.CORRUPTION, path.toString());
        }
        disk.put(path, sound);
        open(HOME).close();
    }

    @Test
    void aRestoredDatabaseBeginsANewLog() {
        Path restored = Path.of("/restored");
        try (RestoreDirectory target = RestoreDirectory.begin(restored, disk)) {
            assertEquals(
                    ErrorCode.NOT_A_DATABASE,
                    assertThrows(ContextDbException.class, () -> open(restored)).code());
        }
        try (RestoreDirectory target = RestoreDirectory.begin(restored, disk)) {
            copyData(HOME, restored);
            long last = 1;
            target.commit(id(HOME), storage, "single", last);
        }
        for (int round = 0; round < 2; round++) {
            try (Database db = open(restored)) {
                assertEquals(1 + round, db.statistics().nodes());
                assertEquals(round, db.recovery().recordsReplayed());
                if (round == 0) {
                    db.insertNode(7, List.of(), Map.of());
                }
            }
        }
        assertEquals(
                ErrorCode.ALREADY_EXISTS,
                assertThrows(ContextDbException.class, () -> RestoreDirectory.begin(restored, disk))
                        .code());
    }

    @Test
    void aRestoredDatabaseNeedsItsSnapshot() {
        Path restored = Path.of("/restored");
        try (RestoreDirectory target = RestoreDirectory.begin(restored, disk)) {
            target.commit(id(HOME), storage, "single", 1);
        }
        ContextDbException e = assertThrows(ContextDbException.class, () -> open(restored));
        assertEquals(ErrorCode.CORRUPTION, e.code(), e::getMessage);
        assertTrue(e.getMessage().contains("restore"), e::getMessage);
    }

    private void copyData(Path from, Path to) {
        for (Path path : disk.list(from)) {
            Path target = to.resolve(from.relativize(path));
            if (!disk.list(path).isEmpty()) {
                disk.createDirectories(target);
                copyData(path, target);
            } else if (isData(path)) {
                disk.put(target, disk.bytes(path));
            }
        }
    }

    private boolean isData(Path path) {
        String name = path.getFileName().toString();
        return name.contains(".") && !name.startsWith("contextdb.log");
    }
}
