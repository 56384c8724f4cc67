package io.contextdb.storage.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Snapshot;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.memory.OsFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    private static final int VERSION_OFFSET = 8;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aNewerFormatIsRefusedWithBothVersions() throws IOException {
        Path file = write();
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(VERSION_OFFSET, StateFile.VERSION + 1);
        Files.write(file, bytes);
        ContextDbException refused = assertThrows(
                ContextDbException.class, () -> StateFile.readHead(new OsFileSystem(), file, DatabaseId.NONE));
        assertEquals(ErrorCode.FORMAT_TOO_NEW, refused.code());
        assertTrue(refused.getMessage().contains(file.toString()), refused::getMessage);
    }

    @Test
    void everyPrefixOfAFileIsRefused() throws IOException {
        Path file = write();
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            ContextDbException refused = assertThrows(
                    ContextDbException.class, () -> StateFile.read(new OsFileSystem(), file, DatabaseId.NONE));
            assertEquals(ErrorCode.CORRUPTION, refused.code());
        }
    }

    private Path write() {
        Path file = directory.resolve("snapshot.state");
        SnapshotRequest request = new SnapshotRequest(1, Snapshot.Operation.CHECKPOINT, LogPosition.START, 1_000, 0);
        StateFile.write(new OsFileSystem(), file, DatabaseId.NONE, State.empty(), request, new TreeMap<>());
        return file;
    }
}
