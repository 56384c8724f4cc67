package io.contextdb.storage.mmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Metric;
import io.contextdb.api.Snapshot;
import io.contextdb.api.Value;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.DatabaseId;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.PendingSnapshot;
import io.contextdb.api.spi.SnapshotRecord;
import io.contextdb.api.spi.SnapshotRequest;
import io.contextdb.api.spi.Storage;
import io.contextdb.api.spi.StorageContext;
import io.contextdb.api.spi.StorageGeneration;
import io.contextdb.api.spi.StorageView;
import io.contextdb.api.spi.StorageWriter;
import io.contextdb.api.spi.VectorRows;
import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.snapshot.FileEntry;
import io.contextdb.storage.mmap.snapshot.SnapshotDirectory;
import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Vector files over many checkpoints: few, falling in size, each row written seldom, and none lost. */
class VectorMergeTest {
    private static final Path DIRECTORY = Path.of("db");
    private static final int CHECKPOINTS = 60;
    private static final int DIMENSION = 3;

    private final MemoryFileSystem files = new MemoryFileSystem();

    @Test
    void filesStayFewAndRowsAreSeldomWritten() {
        Random random = Seeds.random("filesStayFewAndRowsAreSeldomWritten");
        files.createDirectories(DIRECTORY);
        int rows = 0;
        long rowsWritten = 0;
        try (Storage storage = new MappedStorageProvider().open(new StorageContext(DIRECTORY, files))) {
            StorageGeneration generation = storage.openEmpty();
            for (int id = 1; id <= CHECKPOINTS; id++) {
                int added = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(30);
                StorageView view = add(generation, rows, added, id);
                rows += added;
                SnapshotRecord record = snapshot(storage, view, id);
                generation.close();
                generation = storage.open(record);
                assertRows(generation.view(), rows);
                rowsWritten += assertFiles(id, rows);
            }
            generation.close();
        }
        assertTrue(rowsWritten <= (long) rows * (2 + log2(rows)), rowsWritten + " row writes for " + rows);
    }

    private static StorageView add(StorageGeneration generation, int rows, int added, int index) {
        StorageWriter writer = generation.writer();
        if (index == 1) {
            writer.createSpace(
                    "embedding",
                    VectorIndexOptions.of("flat").dimension(DIMENSION).metric(Metric.EUCLIDEAN));
        }
        for (int row = rows; row < rows + added; row++) {
            int node = writer.createNode(row, new int[0], new int[0], new Value[0]);
            writer.putVector(0, node, vector(row), 1);
        }
        return writer.publish(new LogPosition(1, index));
    }

    private static float[] vector(int row) {
        return new float[] {row, -row, row * 0.5f};
    }

    private static SnapshotRecord snapshot(Storage storage, StorageView view, long id) {
        SnapshotRequest request = new SnapshotRequest(id, Snapshot.Operation.CHECKPOINT, view.position(), id, 0);
        try (PendingSnapshot pending = storage.prepare(view, request)) {
            return pending.commit();
        }
    }

    private static void assertRows(StorageView view, int rows) {
        VectorRows seen = view.rows(0);
        assertEquals(rows, seen.count());
        for (int row = 0; row < rows; row++) {
            assertEquals(row, seen.node(row));
            assertEquals(row, seen.row(row));
            for (int i = 0; i < DIMENSION; i++) {
                assertEquals(vector(row)[i], NativeMemory.getFloat(seen.address(row) + 4L * i));
            }
        }
    }

    /** Checks the files of a snapshot, and returns how many rows were written for it. */
    private long assertFiles(long id, int rows) {
        SnapshotMetadata metadata = new SnapshotDirectory(files, DIRECTORY, DatabaseId.NONE).read(id);
        List<FileEntry> vectors = metadata.files(FileKind.VECTORS, 0);
        assertEquals(rows, vectors.stream().mapToLong(FileEntry::rows).sum());
        assertTrue(vectors.size() <= 1 + log2(Math.max(1, rows)), () -> vectors.size() + " files for " + rows);
        for (int i = 1; i < vectors.size(); i++) {
            assertTrue(vectors.get(i - 1).rows() >= 2 * vectors.get(i).rows(), "sizes fall by halves");
        }
        return vectors.stream()
                .filter(file -> file.createdBySnapshot() == id)
                .mapToLong(FileEntry::rows)
                .sum();
    }

    private static int log2(int number) {
        return 31 - Integer.numberOfLeadingZeros(number);
    }
}
