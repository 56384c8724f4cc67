package io.contextdb.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.CleanupReport;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot.Operation;
import io.contextdb.api.SnapshotDetails;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.VerifyReport;
import io.contextdb.api.spi.PendingSnapshot;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.VectorIndexReader;
import io.contextdb.testkit.Seeds;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What every storage provider does with snapshots: they are whole or not there, last, and are found out when they are
 * damaged.
 */
public abstract class SnapshotContract extends StorageFixture {
    private static final int CHANGES = 600;
    private static final int FLIPPED_BYTES = 60;

    /** For the provider's test class. */
    protected SnapshotContract() {}

    @Test
    public void snapshotsOutliveTheStorage() {
        Random random = Seeds.random("snapshotsOutliveTheStorage");
        StorageModel first;
        StorageModel second;
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            change(writer, random);
            StorageView view = writer.publish();
            first = writer.model().afterSnapshot(false);
            assertDescribes(snapshot(storage, view, 1, Operation.CHECKPOINT), first, 1, Operation.CHECKPOINT);
            change(writer, random);
            view = writer.publish();
            second = writer.model().afterSnapshot(true);
            assertDescribes(snapshot(storage, view, 2, Operation.COMPACT), second, 2, Operation.COMPACT);
        }
        try (Storage storage = openStorage()) {
            List<SnapshotRecord> records = storage.snapshots();
            assertEquals(2, records.size());
            assertDescribes(records.get(0), first, 1, Operation.CHECKPOINT);
            assertDescribes(records.get(1), second, 2, Operation.COMPACT);
            for (SnapshotRecord record : records) {
                SnapshotDetails details = storage.describe(record);
                assertEquals(record.snapshot(), details.snapshot());
                assertEquals(record.files(), details.files().size());
                assertEquals(
                        record.snapshot().bytes(),
                        details.files().stream()
                                .mapToLong(SnapshotDetails.DataFile::bytes)
                                .sum());
            }
            try (StorageGeneration old = storage.open(records.get(0));
                    StorageGeneration present = storage.open(records.get(1))) {
                ViewCheck.assertShows(first, old.view());
                ViewCheck.assertShows(second, present.view());
            }
        }
    }

    private static void assertDescribes(SnapshotRecord record, StorageModel model, long id, Operation operation) {
        assertEquals(id, record.snapshot().id());
        assertEquals(operation, record.snapshot().operation());
        assertEquals(model.position, record.position());
        assertEquals(model.position.index(), record.snapshot().commitIndex());
        assertEquals(model.liveNodes().size(), record.snapshot().nodes());
        assertEquals(model.edges.size(), record.snapshot().edges());
        assertEquals(
                model.spaces.values().stream()
                        .flatMap(space -> space.rows().stream())
                        .filter(StorageModel.ModelRow::live)
                        .count(),
                record.snapshot().vectors());
        assertTrue(record.snapshot().bytes() > 0);
        assertTrue(record.snapshot().bytesWritten() > 0);
        assertTrue(record.snapshot().bytesWritten() <= record.snapshot().bytes());
        assertTrue(record.files() > 0);
    }

    @Test
    public void theEmptyDatabaseHasSnapshotsToo() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            SnapshotRecord record = snapshot(storage, generation.view(), 1, Operation.CHECKPOINT);
            try (StorageGeneration reopened = storage.open(record)) {
                ViewCheck.assertShows(new StorageModel(), reopened.view());
            }
        }
    }

    @Test
    public void whatIsNotCommittedIsNotThere() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            change(writer, Seeds.random("whatIsNotCommittedIsNotThere"));
            StorageView view = writer.publish();
            storage.prepare(view, request(1, Operation.CHECKPOINT, view)).close();
            assertEquals(List.of(), storage.snapshots());
            SnapshotRecord record = snapshot(storage, view, 1, Operation.CHECKPOINT);
            try (StorageGeneration reopened = storage.open(record)) {
                ViewCheck.assertShows(writer.model().afterSnapshot(false), reopened.view());
            }
        }
    }

    @Test
    public void aSnapshotIsNeverReplaced() {
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            StorageView view = generation.view();
            SnapshotRecord record = snapshot(storage, view, 1, Operation.CHECKPOINT);
            ContextDbException refused =
                    assertThrows(ContextDbException.class, () -> snapshot(storage, view, 1, Operation.COMPACT));
            assertEquals(ErrorCode.ALREADY_EXISTS, refused.code());
            assertEquals(List.of(record), storage.snapshots());
        }
    }

    @Test
    public void pendingRowsAndIndexFilesAreThoseOfTheSnapshot() {
        byte[] index = new byte[100_003];
        new Random(1).nextBytes(index);
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            int node = writer.createNode(1, new TreeSet<>(), new TreeMap<>());
            int other = writer.createNode(2, new TreeSet<>(), new TreeMap<>());
            int indexed =
                    writer.createSpace("indexed", VectorIndexOptions.hnsw().dimension(5));
            int bare = writer.createSpace("bare", VectorIndexOptions.hnsw().dimension(20));
            writer.putVector(indexed, node, new float[] {1, 2, 3, 4, 5}, 0.5f);
            writer.putVector(indexed, node, new float[] {6, 7, 8, 9, 0}, 0.25f);
            writer.putVector(bare, other, new float[20], 0.125f);
            StorageView view = writer.publish();
            StorageModel after = writer.model().afterSnapshot(true);
            SnapshotRecord record;
            try (PendingSnapshot pending = storage.prepare(view, request(1, Operation.COMPACT, view))) {
                assertEquals(1, pending.rows(indexed).count(), "compact leaves dead rows out");
                assertEquals(0.25f, pending.rows(indexed).inverseNorm(0));
                assertEquals(node, pending.rows(indexed).node(0));
                pending.addIndex(indexed, new BytesReader(index, 1));
                record = pending.commit();
            }
            try (StorageGeneration reopened = storage.open(record)) {
                ViewCheck.assertShows(after, reopened.view());
                MemorySegment found = reopened.indexFile(indexed).orElseThrow().bytes();
                assertTrue(found.isNative(), "an index file is native memory");
                assertArrayEquals(index, found.toArray(ValueLayout.JAVA_BYTE));
                assertTrue(reopened.indexFile(bare).isEmpty());
            }
            assertTrue(generation.indexFile(indexed).isEmpty());
        }
    }

    /** A checkpoint after which no vector changed may share the index; a longer one takes its place. */
    @Test
    public void aSpaceThatDidNotChangeGetsItsIndexAgain() {
        byte[] first = {1, 2, 3};
        byte[] second = {4, 5, 6, 7};
        try (Storage storage = openStorage();
                StorageGeneration empty = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(empty, new StorageModel(), 0);
            int node = writer.createNode(1, new TreeSet<>(), new TreeMap<>());
            int space = writer.createSpace("space", VectorIndexOptions.hnsw().dimension(2));
            writer.putVector(space, node, new float[] {1, 2}, 1);
            writer.putVector(space, node, new float[] {3, 4}, 1);
            SnapshotRecord one = indexed(storage, writer.publish(), 1, space, new BytesReader(first, 1));
            try (StorageGeneration generation = storage.open(one)) {
                SnapshotRecord two = indexed(storage, generation.view(), 2, space, new BytesReader(first, 1));
                SnapshotRecord three = indexed(storage, generation.view(), 3, space, new BytesReader(second, 2));
                assertIndex(first, storage, two, space);
                assertIndex(second, storage, three, space);
            }
            assertTrue(storage.verify(Progress.none()).sound());
        }
    }

    private static SnapshotRecord indexed(
            Storage storage, StorageView view, long id, int space, VectorIndexReader reader) {
        try (PendingSnapshot pending = storage.prepare(view, request(id, Operation.CHECKPOINT, view))) {
            pending.addIndex(space, reader);
            return pending.commit();
        }
    }

    private static void assertIndex(byte[] expected, Storage storage, SnapshotRecord record, int space) {
        try (StorageGeneration generation = storage.open(record)) {
            assertArrayEquals(
                    expected, generation.indexFile(space).orElseThrow().bytes().toArray(ValueLayout.JAVA_BYTE));
        }
    }

    @Test
    public void cleanupKeepsWhatItIsToldAndWhatIsOpen() {
        Random random = Seeds.random("cleanupKeepsWhatItIsToldAndWhatIsOpen");
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            change(writer, random);
            StorageView view = writer.publish();
            StorageModel first = writer.model().afterSnapshot(false);
            SnapshotRecord oldest = snapshot(storage, view, 1, Operation.CHECKPOINT);
            StorageModel last = first;
            for (long id = 2; id <= 4; id++) {
                change(writer, random);
                view = writer.publish();
                last = writer.model().afterSnapshot(false);
                snapshot(storage, view, id, Operation.CHECKPOINT);
            }
            try (StorageGeneration reading = storage.open(oldest)) {
                CleanupReport report = storage.cleanup(Set.of(3L, 4L));
                assertEquals(2, report.snapshotsDeleted());
                assertEquals(
                        List.of(3L, 4L),
                        storage.snapshots().stream()
                                .map(record -> record.snapshot().id())
                                .toList());
                ViewCheck.assertShows(first, reading.view());
            }
            assertEquals(0, storage.cleanup(Set.of(3L, 4L)).snapshotsDeleted());
            try (StorageGeneration newest = storage.open(storage.snapshots().getLast())) {
                ViewCheck.assertShows(last, newest.view());
            }
            assertTrue(storage.verify(Progress.none()).sound());
        }
    }

    @Test
    public void everyFlippedByteIsFound() throws IOException {
        Random random = Seeds.random("everyFlippedByteIsFound");
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            change(writer, random);
            snapshot(storage, writer.publish(), 1, Operation.CHECKPOINT);
        }
        List<Path> files = dataFiles(directory);
        try (Storage storage = openStorage()) {
            VerifyReport sound = storage.verify(Progress.none());
            assertEquals(List.of(), sound.problems());
            assertTrue(sound.filesChecked() > 0 && sound.bytesChecked() > 0);
        }
        for (int i = 0; i < FLIPPED_BYTES; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] whole = Files.readAllBytes(file);
            byte[] damaged = whole.clone();
            int position = random.nextInt(whole.length);
            damaged[position] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            assertFalse(verifies(), () -> "a flipped bit at " + position + " of " + file + " went unnoticed");
            Files.write(file, whole);
        }
        assertTrue(verifies());
    }

    /**
     * Nothing is verified beforehand, so damage is met, if at all, by a read: which then says so, and never gives a
     * wrong answer.
     */
    @Test
    public void aDamagedByteIsNeverPartOfAnAnswer() throws IOException {
        Random random = Seeds.random("aDamagedByteIsNeverPartOfAnAnswer");
        StorageModel expected;
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            change(writer, random);
            snapshot(storage, writer.publish(), 1, Operation.CHECKPOINT);
            expected = writer.model().afterSnapshot(false);
        }
        List<Path> files = dataFiles(directory);
        int found = 0;
        for (int i = 0; i < FLIPPED_BYTES; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] whole = Files.readAllBytes(file);
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            found += shows(expected, file) ? 0 : 1;
            Files.write(file, whole);
        }
        assertTrue(found > FLIPPED_BYTES / 4, found + " of " + FLIPPED_BYTES + " were met");
    }

    @Test
    public void aDamagedSnapshotGivesWayToANewOne() throws IOException {
        StorageModel expected;
        try (Storage storage = openStorage();
                StorageGeneration generation = storage.openEmpty()) {
            ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
            change(writer, Seeds.random("aDamagedSnapshotGivesWayToANewOne"));
            StorageView view = writer.publish();
            snapshot(storage, view, 1, Operation.CHECKPOINT);
            for (Path file : dataFiles(directory)) {
                byte[] bytes = Files.readAllBytes(file);
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] ^= (byte) 0x5a;
                }
                Files.write(file, bytes);
            }
            assertEquals(List.of(), storage.snapshots());
            expected = writer.model().afterSnapshot(false);
            snapshot(storage, view, 1, Operation.CHECKPOINT);
        }
        try (Storage storage = openStorage();
                StorageGeneration reopened = storage.open(storage.snapshots().getLast())) {
            ViewCheck.assertShows(expected, reopened.view());
        }
    }

    /** Two replicas that make the same calls write the same bytes. */
    @Test
    public void filesAreAFunctionOfTheCalls() throws IOException {
        long seed = Seeds.next("filesAreAFunctionOfTheCalls");
        Path one = Files.createDirectory(directory.resolve("one"));
        Path two = Files.createDirectory(directory.resolve("two"));
        for (Path replica : List.of(one, two)) {
            Random random = new Random(seed);
            try (Storage storage = openStorage(replica);
                    StorageGeneration generation = storage.openEmpty()) {
                ModelledWriter writer = new ModelledWriter(generation, new StorageModel(), 0);
                change(writer, random);
                SnapshotRecord record = snapshot(storage, writer.publish(), 1, Operation.CHECKPOINT);
                try (StorageGeneration next = storage.open(record)) {
                    writer = new ModelledWriter(next, writer.model().afterSnapshot(false), writer.spaceNext());
                    change(writer, random);
                    snapshot(storage, writer.publish(), 2, Operation.CHECKPOINT);
                    snapshot(storage, next.view(), 3, Operation.COMPACT);
                }
            }
        }
        assertSameFiles(one, two);
    }

    private static void change(ModelledWriter writer, Random random) {
        RandomChanges changes = new RandomChanges(random);
        for (int i = 0; i < CHANGES; i++) {
            changes.next(writer);
        }
    }
}
