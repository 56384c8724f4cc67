package io.contextdb.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.api.spi.SnapshotDocuments;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SnapshotDocumentsTest {
    @Test
    void aNumberMakesAPathAndThePathTheNumber() {
        assertEquals("metadata/snapshot-000042.json", SnapshotDocuments.path(42));
        for (long id : new long[] {1, 42, 999_999, 1_000_000, 999_999_999_999_999_999L}) {
            assertEquals(OptionalLong.of(id), SnapshotDocuments.id(SnapshotDocuments.path(id)));
            assertEquals(OptionalLong.of(id), SnapshotDocuments.idOfFile(SnapshotDocuments.fileName(id)));
        }
    }

    @Test
    void whatElseLiesThereHasNone() {
        for (String name : List.of(
                "",
                "FORMAT",
                "snapshot-00042.json",
                "snapshot-000042.json.writing",
                "snapshot-1234567890123456789.json",
                "a-snapshot-000042.json",
                "metadata/snapshot-000042.json")) {
            assertEquals(OptionalLong.empty(), SnapshotDocuments.idOfFile(name), name);
            assertEquals(OptionalLong.empty(), SnapshotDocuments.id("metadata/" + name), name);
        }
        assertEquals(OptionalLong.empty(), SnapshotDocuments.id("snapshot-000042.json"));
        assertEquals(OptionalLong.empty(), SnapshotDocuments.id("nodes/snapshot-000042.json"));
    }
}
