package io.contextdb.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ArchiveOptions;
import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.Progress;
import io.contextdb.api.SnapshotArchive;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.archive.Archive;
import io.contextdb.archive.Codecs;
import io.contextdb.engine.fixture.BreakingStore;
import io.contextdb.engine.fixture.Bundled;
import io.contextdb.memory.OsFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database and the place of an archive of it. */
@SuppressWarnings("NullAway.Init") // set by JUnit
abstract class ArchiveFixture {
    static final OptionalLong NEWEST = OptionalLong.empty();

    @TempDir
    Path directory;

    Path home;
    Path away;
    Instant now = Instant.now();

    @BeforeEach
    void makeDatabase() {
        home = directory.resolve("home");
        away = directory.resolve("away");
        try (Database db = open(home)) {
            db.createVectorIndex("embedding", VectorIndexOptions.of("flat"));
            change(db, 1, 3_000);
            db.createSnapshot();
        }
    }

    static Database open(Path path) {
        return ContextDB.open(path, TestDatabases.options());
    }

    /** Adds nodes with properties, vectors, and an edge to the node before. */
    static void change(Database db, long first, int nodes) {
        db.execute(transaction -> {
            for (long id = first; id < first + nodes; id++) {
                transaction.insertNode(id, List.of("Person"), Map.of("name", "person number " + id, "age", id % 90));
                if (id > 1) {
                    transaction.insertEdge(id, id - 1, "KNOWS");
                }
                transaction.insertVector(id, new float[] {id % 7, id % 11, 1});
            }
            return nodes;
        });
    }

    SnapshotArchive archive() {
        return ContextDB.archive(ArchiveOptions.at(away.toUri()));
    }

    /** The archive over a store of the test's. */
    Archive over(BreakingStore store) {
        return over(store, new OsFileSystem());
    }

    Archive over(BreakingStore store, FileSystem files) {
        return new Archive(
                store,
                Bundled.storage("mmap").documents().orElseThrow(),
                new Codecs(Bundled.codecs()),
                "lz4",
                1,
                files,
                () -> now);
    }

    BreakingStore store() {
        return new BreakingStore(Bundled.objectStore(away));
    }

    /** Another copy of a database, which may go its own way. */
    Path copyOf(Path path) throws IOException {
        Path copy = directory.resolve("copy");
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, copy.resolve(path.relativize(file).toString()));
            }
        }
        return copy;
    }

    static String digest(Path path) {
        try (Database db = open(path)) {
            assertTrue(db.verify(Progress.none()).sound());
            return db.contentDigest(Progress.none());
        }
    }
}
