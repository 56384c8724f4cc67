package io.contextdb.engine.repair;

import io.contextdb.api.Database;
import io.contextdb.api.Progress;
import io.contextdb.api.RepairOptions;
import io.contextdb.api.RepairReport;
import io.contextdb.api.SalvageReport;
import io.contextdb.api.VerifyReport;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.archive.FileSource;
import io.contextdb.engine.TestDatabases;
import io.contextdb.engine.open.Providers;
import io.contextdb.plugins.PluginLayers;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A small database with files of every kind, in memory: two snapshots of which the second stands on the first, sealed
 * log segments, and some commits behind the snapshots.
 *
 * @param files by path relative to its directory
 * @param digests of its content after each commit
 */
record Patient(Map<String, byte[]> files, TreeMap<Long, String> digests) {
    static final Path HOME = Path.of("/database");
    static final Path COPY = Path.of("/copy");
    static final Path SALVAGED = Path.of("/salvaged");
    static final Providers PROVIDERS = Providers.of(PluginLayers.load(List.of()));

    private static final int SEGMENT_BYTES = 64 << 10;
    private static final int DIMENSION = 8;
    private static final int LETTERS = 7000;
    private static final int ATTEMPTS_MAX = 20;

    /** A database of this many nodes, with two snapshots; an index has a file from 600 on. */
    static Patient of(int nodes, long seed) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Patient made = make(nodes, seed);
            if (!made.files().containsKey(SnapshotDocuments.path(3))) {
                return made;
            }
            // On a slow machine a checkpoint came in between, to save the index.
        }
        throw new AssertionError("each of " + ATTEMPTS_MAX + " databases got a snapshot that nobody asked for");
    }

    private static Patient make(int nodes, long seed) {
        MemoryFileSystem disk = new MemoryFileSystem();
        TreeMap<Long, String> digests = new TreeMap<>();
        Random random = new Random(seed);
        try (Database db = open(disk, HOME)) {
            digests.put(0L, db.contentDigest(Progress.none()));
            int batch = nodes / 4;
            for (int first = 0; first < nodes; first += batch) {
                int from = first;
                db.execute(transaction -> {
                    for (int i = from; i < from + batch; i++) {
                        transaction.insertNode(
                                i,
                                List.of("L" + i % 3),
                                Map.of("name", "node " + i + " ".repeat(40), "embedding", vector(random)));
                        transaction.insertEdge(i, random.nextInt(i + 1), "T" + i % 2, Map.of("weight", i));
                    }
                    return from;
                });
                note(db, digests);
            }
            db.awaitIndexes(Progress.none());
            db.createSnapshot();
            note(db, digests);
            for (int i = 0; i < 12; i++) {
                db.detachDeleteNode(i);
                db.insertNode(nodes + i, List.of("Late"), Map.of("name", letters(random, LETTERS)));
                note(db, digests);
            }
            db.createSnapshot();
            note(db, digests);
            for (int i = 0; i < 12; i++) {
                db.insertNode(
                        2L * nodes + i,
                        List.of("Last"),
                        Map.of("name", letters(random, LETTERS), "embedding", vector(random)));
                note(db, digests);
            }
        }
        Map<String, byte[]> files = new TreeMap<>();
        for (Path path : disk.paths()) {
            if (!path.endsWith("LOCK") && !path.endsWith("HEAD")) {
                files.put(HOME.relativize(path).toString(), disk.bytes(path));
            }
        }
        return new Patient(files, digests);
    }

    private static void note(Database db, TreeMap<Long, String> digests) {
        digests.put(db.statistics().commitIndex(), db.contentDigest(Progress.none()));
    }

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    static Database open(FileSystem disk, Path directory) {
        return TestDatabases.open(directory, TestDatabases.options().buildThreads(1), disk, SEGMENT_BYTES);
    }

    /** A text that cannot be compressed, so that a few fill a segment of the log. */
    static String letters(Random random, int length) {
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    byte[] bytes(String path) {
        return Objects.requireNonNull(files.get(path)).clone();
    }

    /** The database with a sound copy beside it. */
    MemoryFileSystem toDisk() {
        MemoryFileSystem disk = new MemoryFileSystem();
        files.forEach((path, bytes) -> {
            disk.put(HOME.resolve(path), bytes);
            disk.put(COPY.resolve(path), bytes);
        });
        return disk;
    }

    /** The digest of the newest state. */
    String digest() {
        return digests.lastEntry().getValue();
    }

    /** The digest of the state at a commit. */
    String digest(long commit) {
        return digests.floorEntry(commit).getValue();
    }

    /** The digest of a database that must be sound. */
    static String soundDigest(FileSystem disk, Path directory) {
        try (Database db = open(disk, directory)) {
            VerifyReport report = db.verify(Progress.none());
            if (!report.sound()) {
                throw new AssertionError(report);
            }
            return db.contentDigest(Progress.none());
        }
    }

    static RepairReport repair(FileSystem disk, RepairOptions options) {
        return repair(disk, options, Optional.empty());
    }

    static RepairReport repair(FileSystem disk, RepairOptions options, Optional<FileSource> archive) {
        return repair(disk, options, archive, () -> disk);
    }

    /** A repair that opens the database for its last check on another disk. */
    static RepairReport repair(
            FileSystem disk, RepairOptions options, Optional<FileSource> archive, Supplier<FileSystem> opened) {
        return new DatabaseRepair(
                        PROVIDERS,
                        disk,
                        (path, opening) ->
                                TestDatabases.open(path, opening.buildThreads(1), opened.get(), SEGMENT_BYTES),
                        () -> archive)
                .run(HOME, options);
    }

    static SalvageReport salvage(FileSystem disk) {
        return new Salvage(
                        PROVIDERS,
                        disk,
                        (path, options) -> TestDatabases.open(path, options, disk, SEGMENT_BYTES),
                        SEGMENT_BYTES)
                .run(HOME, SALVAGED, Progress.none());
    }

    /** Damage to a file where it is not empty: a flipped bit, a page of zeros, or its end cut off. */
    static byte[] damaged(byte[] bytes, int kind, Random random) {
        byte[] damaged = bytes.clone();
        switch (kind) {
            case 0 -> damaged[used(bytes, random)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> {
                int from = used(bytes, random) / 4096 * 4096;
                Arrays.fill(damaged, from, Math.min(bytes.length, from + 4096), (byte) 0);
            }
            default -> damaged = Arrays.copyOf(bytes, bytes.length - 1 - random.nextInt(bytes.length / 4));
        }
        return damaged;
    }

    private static int used(byte[] bytes, Random random) {
        int place = random.nextInt(bytes.length);
        while (bytes[place] == 0) {
            place = random.nextInt(bytes.length);
        }
        return place;
    }
}
