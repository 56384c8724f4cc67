package io.contextdb.engine;

import static io.contextdb.testkit.Failures.assertCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ArchiveVerifyReport;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.RestoreReport;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.api.VerifyReport;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.archive.Archive;
import io.contextdb.archive.Fetch;
import io.contextdb.engine.fixture.BreakingStore;
import io.contextdb.engine.fixture.DirectoryBytes;
import io.contextdb.engine.fixture.WideSearch;
import io.contextdb.memory.OsFileSystem;
import io.contextdb.testkit.Seeds;
import io.contextdb.testkit.file.QuotaFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archive whose index file is damaged or missing holds the database all the same. */
class ArchiveIndexTest extends ArchiveFixture {
    /** More than are always compared one by one. */
    private static final int NODES = 900;

    private static final int DIMENSION = 8;

    private final Random random = Seeds.random("ArchiveIndexTest");

    private float[] vector() {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private Path database(String type) {
        Path path = directory.resolve(type);
        try (Database db = ContextDB.open(path, TestDatabases.options().vectorIndexType(type))) {
            for (long id = 0; id < NODES; id++) {
                db.insertNode(id, List.of("Point"), Map.of("embedding", vector()));
            }
            db.awaitIndexes(Progress.none());
            db.createSnapshot();
        }
        return path;
    }

    private Path indexObject() throws IOException {
        try (Stream<Path> files = Files.list(away.resolve("data/vectors"))) {
            List<Path> found =
                    files.filter(path -> path.toString().contains(".idx")).toList();
            assertEquals(1, found.size(), found::toString);
            return found.getFirst();
        }
    }

    private void checkAnswers(Database db) {
        for (int i = 0; i < 10; i++) {
            WideSearch.requireExact(db, vector(), NODES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hnsw", "ivf", "flat"})
    void aDamagedIndexIsLeftOutAndBuiltAnew(String type) throws IOException {
        Path original = database(type);
        try (SnapshotArchive archive = archive()) {
            archive.push(original, NEWEST, Progress.none());
            Path index = indexObject();
            byte[] sound = Files.readAllBytes(index);
            byte[] garbled = sound.clone();
            Arrays.fill(garbled, sound.length / 4, sound.length / 2, (byte) 0x55);
            byte[] badEnd = sound.clone();
            badEnd[sound.length - 1] ^= 1;
            List<byte[]> contents =
                    List.of(garbled, badEnd, Arrays.copyOf(sound, sound.length / 2), new byte[0], new byte[3 << 20]);
            for (int round = 0; round <= contents.size(); round++) {
                Files.delete(index);
                if (round < contents.size()) {
                    Files.write(index, contents.get(round));
                }
                Path restored = directory.resolve("restored-" + round);
                RestoreReport report = archive.restore(NEWEST, restored, Progress.none());
                assertEquals(1, report.indexesDamaged().size(), type + ", round " + round);
                assertTrue(report.indexesDamaged().getFirst().contains(".idx"), report::toString);
                assertTrue(
                        DirectoryBytes.dataOf(restored).paths().stream()
                                .noneMatch(path -> path.contains(".idx") || path.endsWith(".fetching")),
                        () -> DirectoryBytes.dataOf(restored).paths().toString());
                checkRestored(restored, original);
                Files.write(index, sound);
            }
            assertEquals(
                    List.of(),
                    archive.restore(NEWEST, directory.resolve("last"), Progress.none())
                            .indexesDamaged());
        }
    }

    /** A packed file's trailer has its version at 8 and a checksum at 124 of its 128 bytes. */
    private static byte[] ofALaterVersion(byte[] packed) {
        byte[] later = packed.clone();
        ByteBuffer trailer =
                ByteBuffer.wrap(later, later.length - 128, 128).slice().order(ByteOrder.LITTLE_ENDIAN);
        trailer.putInt(8, trailer.getInt(8) + 1);
        CRC32C checksum = new CRC32C();
        checksum.update(trailer.slice(0, 124));
        trailer.putInt(124, (int) checksum.getValue());
        return later;
    }

    @Test
    void anIndexOfALaterVersionIsLeftOutAsTheVerificationSays() throws IOException {
        try (SnapshotArchive archive = archive()) {
            archive.push(home, NEWEST, Progress.none());
            Path index = indexObject();
            Files.write(index, ofALaterVersion(Files.readAllBytes(index)));
            ArchiveVerifyReport checked = archive.verify(Progress.none());
            assertTrue(checked.snapshots().getFirst().restorable(), checked::toString);
            RestoreReport report = archive.restore(NEWEST, directory.resolve("restored"), Progress.none());
            assertEquals(1, report.indexesDamaged().size(), report::toString);
            for (String line : List.of(
                    checked.problems().getFirst(), report.indexesDamaged().getFirst())) {
                assertTrue(line.contains("version 2") && line.contains(away.toString()), line);
            }
        }
        try (Database before = open(home);
                Database db = open(directory.resolve("restored"))) {
            assertEquals(before.contentDigest(Progress.none()), db.contentDigest(Progress.none()));
        }
    }

    /** The index is there when the restore is planned; an earlier restore has begun to fetch it as well. */
    @Test
    void anIndexThatGoesMeanwhileIsLeftOutAndWhatIsLeftOfIt() throws IOException {
        try (Archive archive = over(store())) {
            archive.push(home, NEWEST, Progress.none());
            Path index = indexObject();
            byte[] sound = Files.readAllBytes(index);
            for (boolean goesMeanwhile : List.of(true, false)) {
                Path target = directory.resolve("fetched-" + goesMeanwhile);
                Path begun = target.resolve("vectors")
                        .resolve(index.getFileName()
                                        .toString()
                                        .replace(".packed", "")
                                        .replaceAll("\\.[0-9a-f]{32}", "") + ".fetching");
                Files.createDirectories(target.resolve("vectors"));
                Files.write(begun, new byte[10]);
                RestoreReport report;
                if (goesMeanwhile) {
                    Fetch plan = archive.plan(NEWEST, target);
                    Files.delete(index);
                    report = plan.run(Progress.none()).report();
                } else {
                    Files.delete(index);
                    report = archive.plan(NEWEST, target).run(Progress.none()).report();
                }
                assertEquals(1, report.indexesDamaged().size(), report::toString);
                assertFalse(Files.exists(begun), () -> "went meanwhile: " + goesMeanwhile);
                Files.write(index, sound);
            }
        }
    }

    @Test
    void whatIsLeftOutNeedsNoRoom() throws IOException {
        BreakingStore store = store();
        try (Archive archive = over(store)) {
            archive.push(home, NEWEST, Progress.none());
            long room =
                    archive.plan(NEWEST, directory.resolve("fetched")).run(Progress.none()).manifest().files().stream()
                            .filter(file -> !file.derived())
                            .mapToLong(DataFile::bytes)
                            .sum();
            // It has the store of the other, which closes it.
            Archive cramped = over(store, new QuotaFileSystem(new OsFileSystem(), room));
            Path target = directory.resolve("cramped");
            assertCode(ErrorCode.DISK_FULL, () -> cramped.plan(NEWEST, target));
            Files.delete(indexObject());
            cramped.plan(NEWEST, target);
        }
    }

    private void checkRestored(Path restored, Path original) {
        try (Database db = open(restored);
                Database before = open(original)) {
            assertEquals(List.of("embedding"), db.recovery().indexesDamaged());
            assertEquals(before.contentDigest(Progress.none()), db.contentDigest(Progress.none()));
            checkAnswers(db);
            db.awaitIndexes(Progress.none());
            db.insertNode(NODES, List.of("Late"), Map.of());
            db.createSnapshot();
            VerifyReport report = db.verify(Progress.none());
            assertEquals(List.of(), report.problems());
            assertEquals(1, report.warnings().size(), report::toString);
        }
        try (Database db = open(restored)) {
            checkAnswers(db);
            assertEquals(List.of(), db.recovery().indexesDamaged());
        }
    }
}
