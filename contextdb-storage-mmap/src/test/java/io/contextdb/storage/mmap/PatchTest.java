package io.contextdb.storage.mmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.Progress;
import io.contextdb.api.Snapshot.Operation;
import io.contextdb.api.Value;
import io.contextdb.api.Value.IntegerValue;
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
import io.contextdb.api.spi.TokenKind;
import io.contextdb.storage.mmap.checkpoint.PatchPolicy;
import io.contextdb.storage.mmap.file.FileKind;
import io.contextdb.storage.mmap.snapshot.FileEntry;
import io.contextdb.storage.mmap.snapshot.FileRole;
import io.contextdb.storage.mmap.snapshot.SnapshotDirectory;
import io.contextdb.storage.mmap.snapshot.SnapshotMetadata;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which files a checkpoint writes: patches that grow, are merged, and give way to a new base. */
class PatchTest {
    private static final Path DIRECTORY = Path.of("db");
    private static final int[] NOTHING = {};

    private final MemoryFileSystem files = new MemoryFileSystem();
    private final Storage storage;
    private StorageGeneration generation;
    private long id;

    /** A recent patch may hold a tenth of its base, an older one half of it. */
    PatchTest() {
        files.createDirectories(DIRECTORY);
        storage = new MappedStorageProvider(new PatchPolicy(1, 10, 50)).open(new StorageContext(DIRECTORY, files));
        generation = storage.openEmpty();
    }

    @AfterEach
    void close() {
        generation.close();
        storage.close();
    }

    /** Writes a snapshot of the present state with changes, and opens it in place of the one before. */
    private SnapshotMetadata checkpoint(Consumer<StorageWriter> changes) {
        return write(storage, Operation.CHECKPOINT, changes);
    }

    private SnapshotMetadata write(Storage into, Operation operation, Consumer<StorageWriter> changes) {
        generation.writer().intern(TokenKind.PROPERTY_KEY, "key");
        changes.accept(generation.writer());
        id++;
        StorageView view = generation.writer().publish(new LogPosition(1, id));
        SnapshotRequest request = new SnapshotRequest(id, operation, view.position(), id, 0);
        SnapshotRecord record;
        try (PendingSnapshot pending = into.prepare(view, request)) {
            record = pending.commit();
        }
        generation.close();
        generation = into.open(record);
        assertEquals(
                List.of(),
                into.verify(Progress.none()).problems().stream().limit(3).toList());
        SnapshotMetadata metadata = new SnapshotDirectory(files, DIRECTORY, DatabaseId.NONE).read(id);
        assertEquals(written(metadata), record.snapshot().bytesWritten());
        return metadata;
    }

    private static long written(SnapshotMetadata metadata) {
        return metadata.files().stream()
                .filter(file -> file.createdBySnapshot() == metadata.id())
                .mapToLong(FileEntry::bytes)
                .sum();
    }

    private static void nodes(StorageWriter writer, int count) {
        for (int i = 0; i < count; i++) {
            writer.createNode(i, NOTHING, NOTHING, new Value[0]);
        }
    }

    private static void property(StorageWriter writer, int first, int end) {
        for (int node = first; node < end; node++) {
            writer.setNodeProperty(node, 0, new IntegerValue(node));
        }
    }

    private void base(int nodes) {
        checkpoint(writer -> {
            nodes(writer, nodes);
            for (int node = 0; node < nodes; node++) {
                writer.createEdge(1 + node, node, (node + 1) % nodes, 0, NOTHING, new Value[0]);
            }
        });
    }

    private static String roles(SnapshotMetadata metadata, FileKind kind) {
        StringBuilder roles = new StringBuilder();
        for (FileEntry entry : metadata.files(kind, FileEntry.NO_SPACE)) {
            String initial = entry.role().name().substring(0, 1);
            roles.append(entry.createdBySnapshot() == metadata.id() ? initial : initial.toLowerCase(Locale.ROOT));
        }
        return roles.toString();
    }

    /** B a base, O an older patch, R a recent one; capital letters are written now, others shared. */
    @Test
    void patchesGrowAreMergedAndGiveWayToABase() {
        base(100);
        assertEquals("bR", roles(checkpoint(writer -> property(writer, 0, 4)), FileKind.NODES), "one patch");
        assertEquals("bR", roles(checkpoint(writer -> property(writer, 2, 10)), FileKind.NODES), "rows counted once");
        assertEquals("bO", roles(checkpoint(writer -> property(writer, 10, 11)), FileKind.NODES), "more than a tenth");
        assertEquals("boR", roles(checkpoint(writer -> property(writer, 5, 15)), FileKind.NODES), "two patches");
        assertEquals("bor", roles(checkpoint(_ -> {}), FileKind.NODES), "nothing changed");
        assertEquals("bO", roles(checkpoint(writer -> property(writer, 15, 50)), FileKind.NODES), "merged");
        assertEquals("boR", roles(checkpoint(writer -> property(writer, 50, 52)), FileKind.NODES), "not yet half");
        SnapshotMetadata rewritten = checkpoint(writer -> property(writer, 52, 70));
        assertEquals("B", roles(rewritten, FileKind.NODES), "more than half");
        assertEquals("b", roles(rewritten, FileKind.EDGES), "edges are nobody else's matter");
        assertEquals("b", roles(rewritten, FileKind.ADJACENCY));
        for (int node = 0; node < 70; node++) {
            assertEquals(new IntegerValue(node), generation.view().nodeProperty(node, 0));
        }
    }

    @Test
    void newNodesChangeNoList() {
        base(100);
        SnapshotMetadata metadata = checkpoint(writer -> writer.createNode(500, NOTHING, NOTHING, new Value[0]));
        assertEquals("bR", roles(metadata, FileKind.NODES));
        assertEquals("b", roles(metadata, FileKind.EDGES));
        assertEquals("b", roles(metadata, FileKind.ADJACENCY));
        metadata = checkpoint(writer -> writer.createEdge(900, 100, 7, 1, NOTHING, new Value[0]));
        assertEquals("br", roles(metadata, FileKind.NODES));
        assertEquals("bR", roles(metadata, FileKind.EDGES));
        assertEquals("bR", roles(metadata, FileKind.ADJACENCY));
        assertEquals(100, generation.view().edge(900));
    }

    /** A deletion takes an edge from its lists and leaves it a number; only a new base gives that to another. */
    @Test
    void deadEdgesKeepTheirOrdinalsUntilTheBaseIsWritten() {
        base(100);
        SnapshotMetadata metadata =
                checkpoint(writer -> writer.deleteEdge(generation.view().edge(4)));
        assertEquals("bR", roles(metadata, FileKind.EDGES));
        assertEquals("bR", roles(metadata, FileKind.ADJACENCY));
        assertEquals(100, generation.view().edgeLimit());
        assertEquals(99, generation.view().edgeCount());
        assertEquals(-1, generation.view().edge(4));
        metadata = checkpoint(writer -> {
            for (int edge = 50; edge < 100; edge++) {
                writer.deleteEdge(edge);
            }
        });
        assertEquals("B", roles(metadata, FileKind.EDGES));
        assertEquals("B", roles(metadata, FileKind.ADJACENCY));
        assertEquals(49, generation.view().edgeLimit());
    }

    @Test
    void propertiesOfEdgesChangeNoList() {
        base(100);
        SnapshotMetadata metadata = checkpoint(writer -> writer.setEdgeProperty(3, 0, new IntegerValue(8)));
        assertEquals("b", roles(metadata, FileKind.NODES));
        assertEquals("bR", roles(metadata, FileKind.EDGES));
        assertEquals("b", roles(metadata, FileKind.ADJACENCY));
        metadata = checkpoint(writer -> {
            for (int edge = 0; edge < 60; edge++) {
                writer.setEdgeProperty(edge, 0, new IntegerValue(edge));
            }
        });
        assertEquals("B", roles(metadata, FileKind.EDGES));
        assertEquals("b", roles(metadata, FileKind.ADJACENCY), "no edge got another ordinal");
    }

    @Test
    void aDeadNodeIsNoRowOfAPatch() {
        base(100);
        checkpoint(writer -> writer.createNode(500, NOTHING, NOTHING, new Value[0]));
        SnapshotMetadata metadata = checkpoint(writer -> writer.deleteNode(100));
        assertEquals("br", roles(metadata, FileKind.NODES));
        assertEquals(1, metadata.files(FileKind.DELETIONS, FileEntry.NO_SPACE).size());
        assertEquals(-1, generation.view().node(500));
    }

    @Test
    void aCompactionWritesBases() {
        base(100);
        checkpoint(writer -> property(writer, 0, 4));
        SnapshotMetadata metadata = write(storage, Operation.COMPACT, writer -> writer.deleteEdge(8));
        for (FileKind kind : List.of(FileKind.NODES, FileKind.EDGES, FileKind.ADJACENCY)) {
            assertEquals("B", roles(metadata, kind));
        }
    }

    /**
     * By the standard policy: one in a hundred of the nodes gets a property, a new edge, loses one, or a new node hangs
     * on it.
     */
    @Test
    void aHundredthOfTheNodesTakesATwentiethOfTheBytes() {
        int nodes = 30_000;
        int edges = 150_000;
        Random random = Seeds.random("aHundredthOfTheNodesTakesATwentiethOfTheBytes");
        try (Storage standard = new MappedStorageProvider().open(new StorageContext(DIRECTORY, files))) {
            SnapshotMetadata base = write(standard, Operation.CHECKPOINT, writer -> {
                nodes(writer, nodes);
                for (int node = 0; node < nodes; node++) {
                    writer.setNodeProperty(node, 0, new IntegerValue(random.nextInt()));
                }
                for (int edge = 1; edge <= edges; edge++) {
                    int source = random.nextInt(nodes);
                    writer.createEdge(edge, source, random.nextInt(nodes), random.nextInt(3), NOTHING, new Value[0]);
                }
            });
            long total = base.files().stream().mapToLong(FileEntry::bytes).sum();
            SnapshotMetadata changed = write(standard, Operation.CHECKPOINT, writer -> {
                for (int i = 0; i < nodes / 100; i++) {
                    change(writer, random.nextInt(nodes), i, edges + 1 + i, random);
                }
            });
            long written = written(changed);
            assertTrue(written * 20 < total, () -> written + " bytes written over " + total);
            assertTrue(changed.files().stream().anyMatch(file -> file.role() == FileRole.RECENT_PATCH));
        }
    }

    private void change(StorageWriter writer, int node, int turn, long newEdge, Random random) {
        switch (turn % 4) {
            case 0 -> writer.setNodeProperty(node, 0, new IntegerValue(turn));
            case 1 -> writer.createEdge(newEdge, node, random.nextInt(1000), 0, NOTHING, new Value[0]);
            case 2 -> {
                int added = writer.createNode(1_000_000L + turn, NOTHING, NOTHING, new Value[0]);
                writer.createEdge(newEdge, node, added, 0, NOTHING, new Value[0]);
            }
            default -> writer.deleteEdge(turn * 7);
        }
    }
}
