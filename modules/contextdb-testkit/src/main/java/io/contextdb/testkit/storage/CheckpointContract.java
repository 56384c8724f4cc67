package io.contextdb.testkit.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot.Operation;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.api.spi.StorageView;
import io.contextdb.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every storage provider does with many checkpoints that each hold few changes: whatever files they share or
 * replace, each shows its state, and goes on showing it beside later ones.
 */
public abstract class CheckpointContract extends StorageFixture {
    private static final int CHECKPOINTS = 60;
    private static final int CHANGES_FIRST = 400;
    private static final int CHANGES_MAX = 40;
    private static final int COMPACT_ONE_IN = 25;
    private static final int FLIPPED_BYTES = 120;

    /** For the provider's test class. */
    protected CheckpointContract() {}

    /**
     * Small changes, large ones and none, over snapshots of snapshots; now and then a compaction; reopened between any
     * two.
     */
    @Test
    public void manyCheckpointsInARow() {
        Random random = Seeds.random("manyCheckpointsInARow");
        Map<SnapshotRecord, StorageModel> states = new LinkedHashMap<>();
        StorageModel model = new StorageModel();
        int spaceNext = 0;
        for (long id = 1; id <= CHECKPOINTS; id++) {
            try (Storage storage = openStorage();
                    StorageGeneration generation = open(storage)) {
                ModelledWriter writer = new ModelledWriter(generation, model, spaceNext);
                change(writer, random, id == 1 ? CHANGES_FIRST : random.nextInt(CHANGES_MAX));
                StorageView view = writer.publish();
                boolean compact = random.nextInt(COMPACT_ONE_IN) == 0;
                model = writer.model().afterSnapshot(compact);
                spaceNext = writer.spaceNext();
                SnapshotRecord record = snapshot(storage, view, id, compact ? Operation.COMPACT : Operation.CHECKPOINT);
                states.put(record, model.copy());
                try (StorageGeneration written = storage.open(record)) {
                    ViewCheck.assertShows(model, written.view());
                }
                assertEquals(List.of(), storage.verify(Progress.none()).problems());
            }
        }
        try (Storage storage = openStorage()) {
            states.forEach((record, state) -> {
                try (StorageGeneration old = storage.open(record)) {
                    ViewCheck.assertShows(state, old.view());
                }
            });
        }
    }

    /**
     * The view that is written is not the newest: another replica, which has not come further yet, writes the same
     * bytes.
     */
    @Test
    public void laterChangesLeaveNoTrace() throws IOException {
        long seed = Seeds.next("laterChangesLeaveNoTrace");
        Path ahead = Files.createDirectory(directory.resolve("ahead"));
        Path behind = Files.createDirectory(directory.resolve("behind"));
        for (Path replica : List.of(ahead, behind)) {
            Random random = new Random(seed);
            StorageModel model = new StorageModel();
            int spaceNext = 0;
            for (long id = 1; id <= 8; id++) {
                try (Storage storage = openStorage(replica);
                        StorageGeneration generation = open(storage)) {
                    ModelledWriter writer = new ModelledWriter(generation, model, spaceNext);
                    change(writer, random, id == 1 ? CHANGES_FIRST : CHANGES_MAX);
                    StorageView view = writer.publish();
                    model = writer.model().afterSnapshot(false);
                    spaceNext = writer.spaceNext();
                    if (replica.equals(ahead)) {
                        change(writer, new Random(id), CHANGES_MAX);
                        writer.publish();
                    }
                    SnapshotRecord record = snapshot(storage, view, id, Operation.CHECKPOINT);
                    assertEquals(id - 1, storage.describe(record).parentId());
                    try (StorageGeneration written = storage.open(record)) {
                        ViewCheck.assertShows(model, written.view());
                    }
                }
            }
        }
        assertSameFiles(ahead, behind);
    }

    /**
     * Damage to any file a later snapshot shares or replaces rows of is found by a verification, and never part of an
     * answer.
     */
    @Test
    public void damageBelowLaterFilesIsFound() throws IOException {
        Random random = Seeds.random("damageBelowLaterFilesIsFound");
        StorageModel model = new StorageModel();
        int spaceNext = 0;
        for (long id = 1; id <= 6; id++) {
            try (Storage storage = openStorage();
                    StorageGeneration generation = open(storage)) {
                ModelledWriter writer = new ModelledWriter(generation, model, spaceNext);
                change(writer, random, id == 1 ? CHANGES_FIRST : CHANGES_MAX);
                snapshot(storage, writer.publish(), id, Operation.CHECKPOINT);
                model = writer.model().afterSnapshot(false);
                spaceNext = writer.spaceNext();
            }
        }
        try (Storage storage = openStorage()) {
            storage.cleanup(Set.of(6L));
        }
        assertTrue(verifies());
        List<Path> files = dataFiles(directory);
        int found = 0;
        for (int i = 0; i < FLIPPED_BYTES; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] whole = Files.readAllBytes(file);
            byte[] damaged = whole.clone();
            int position = random.nextInt(whole.length);
            damaged[position] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            assertFalse(verifies(), () -> "a flipped bit at " + position + " of " + file + " went unnoticed");
            found += shows(model, file) ? 0 : 1;
            Files.write(file, whole);
        }
        assertTrue(found > FLIPPED_BYTES / 8, found + " of " + FLIPPED_BYTES + " were met");
    }

    private static StorageGeneration open(Storage storage) {
        List<SnapshotRecord> snapshots = storage.snapshots();
        return snapshots.isEmpty() ? storage.openEmpty() : storage.open(snapshots.getLast());
    }

    private static void change(ModelledWriter writer, Random random, int count) {
        RandomChanges changes = new RandomChanges(random);
        for (int i = 0; i < count; i++) {
            changes.next(writer);
        }
    }
}
