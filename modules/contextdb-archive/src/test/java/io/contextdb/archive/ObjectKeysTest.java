package io.contextdb.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.spi.SnapshotManifest.DataFile;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ObjectKeysTest {
    private static final String DIGITS = "0123456789abcdef".repeat(2);
    private static final String SHA256 = DIGITS.repeat(2);

    private static DataFile file(String path, String sha256) {
        return new DataFile(path, 1, sha256, 1, true, false);
    }

    @Test
    void aKeySaysPathAndContent() {
        DataFile file = file("nodes/node-000017.cdb", SHA256);
        assertEquals("data/nodes/node-000017." + DIGITS + ".cdb", ObjectKeys.plain(file));
        assertEquals("data/nodes/node-000017." + DIGITS + ".cdb.packed", ObjectKeys.packed(file));
        assertNotEquals(ObjectKeys.plain(file), ObjectKeys.plain(file("nodes/node-000017.cdb", "f".repeat(64))));
    }

    @Test
    void whatHasKeysHasKeysThatAreRecognized() {
        for (String path : List.of("nodes/node-000017.cdb", "vectors/Some_name-2.idx", "a/b.c", "x/y.packed")) {
            DataFile file = file(path, SHA256);
            assertTrue(ObjectKeys.areFor(file), path);
            assertTrue(ObjectKeys.isKey(ObjectKeys.plain(file)), path);
            assertTrue(ObjectKeys.isKey(ObjectKeys.packed(file)), path);
        }
    }

    @Test
    void otherPathsAndDigestsHaveNone() {
        for (String path : List.of(
                "",
                "node.cdb",
                "/nodes/node.cdb",
                "nodes/node",
                "nodes/.cdb",
                "nodes/../node.cdb",
                "a/b/node.cdb",
                "nodes/node.cdb.packed",
                "Nodes/node.cdb",
                "nodes/node.cdb\n",
                "metadata/snapshot-000001.json")) {
            assertFalse(ObjectKeys.areFor(file(path, SHA256)), path);
        }
        for (String sha256 : List.of("", DIGITS, SHA256 + "0", SHA256.toUpperCase(Locale.ROOT))) {
            assertFalse(ObjectKeys.areFor(file("nodes/node.cdb", sha256)), sha256);
        }
    }

    @Test
    void otherKeysAreNotRecognized() {
        String key = "data/nodes/node-000017." + DIGITS + ".cdb";
        for (String other : List.of(
                "",
                "data/",
                "nodes/node-000017." + DIGITS + ".cdb",
                "data/nodes/node-000017.cdb",
                "data/nodes/node-000017.cdb.packed",
                "more/" + key,
                "data/" + key,
                key + ".bak",
                key + ".packed.packed",
                key + "\n",
                key.replace("a", "A"),
                key.replace(DIGITS, DIGITS.substring(1)),
                key.replace(DIGITS, DIGITS + "0"),
                key.replace("nodes/", "nodes/deeper/"),
                key.replace("nodes/", ""),
                "metadata/snapshot-000001.json")) {
            assertFalse(ObjectKeys.isKey(other), other);
        }
        assertTrue(ObjectKeys.isKey(key));
    }
}
