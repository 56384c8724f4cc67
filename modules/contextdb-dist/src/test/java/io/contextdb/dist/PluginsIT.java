package io.contextdb.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.testkit.JarBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Providers that are brought to an installed image, by its {@code plugins} directory, by another directory, and on the
 * module path. A small program with the API, {@code probe}, opens a database with the storage and the index of given
 * names.
 */
@SuppressWarnings("NullAway.Init") // fields set by JUnit or before all tests
class PluginsIT {

    private static final Path EXAMPLE = Path.of("../../examples/plugin-scan/src");

    /** What {@code probe} prints: of nine points, the two that are most similar to the fifth. */
    private static final String ANSWER = "[6, 4]\n";

    @TempDir
    static Path place;

    private static Installation image;
    private static Path probe;

    @TempDir
    Path directory;

    @BeforeAll
    static void install() throws Exception {
        Path tools = Files.createDirectory(place.resolve("tools"));
        image = Installation.unpacked(Files.createDirectory(place.resolve("installed")), tools);
        probe = new JarBuilder()
                .source("module-info", "module probe { requires io.contextdb.api; }")
                .source("probe.Main", """
                        package probe;

                        import io.contextdb.api.*;
                        import java.nio.file.Path;
                        import java.util.*;

                        public class Main {
                            public static void main(String[] arguments) {
                                DatabaseOptions options = DatabaseOptions.defaults()
                                        .storage(arguments[1])
                                        .pluginDirectories(List.of(Path.of(arguments[3])));
                                try (Database database = ContextDB.open(Path.of(arguments[0]), options)) {
                                    database.createVectorIndex("embedding", VectorIndexOptions.of(arguments[2]));
                                    for (long id = 1; id <= 9; id++) {
                                        database.insertNode(id, List.of("Point"), Map.of());
                                        database.insertVector(id, "embedding", new float[] {1, id});
                                    }
                                    System.out.println(Arrays.toString(database.querySimilar(5, 2).ids()));
                                } catch (ContextDbException e) {
                                    System.err.println(e.getMessage());
                                    System.exit(1);
                                }
                            }
                        }
                        """)
                .build(place.resolve("probe/probe.jar"));
    }

    @BeforeEach
    void emptyPlugins() throws IOException {
        try (Stream<Path> paths = Files.walk(plugins())) {
            for (Path path : paths.sorted((left, right) -> right.compareTo(left))
                    .filter(path -> !path.equals(plugins()) && !path.endsWith("README.md"))
                    .toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void indexInADirectoryOfPlugins() throws Exception {
        new JarBuilder().sources(EXAMPLE).build(plugins().resolve("scan/scan.jar"));

        assertAnswer(probe("mmap", "scan", probe));
    }

    @Test
    void indexWhoseJarsSplitAPackage() throws Exception {
        Path half = new JarBuilder()
                .source("scan.Score", Files.readString(EXAMPLE.resolve("scan/Score.java")))
                .source("scan.ScanFile", Files.readString(EXAMPLE.resolve("scan/ScanFile.java")))
                .build(plugins().resolve("scan/half.jar"));
        new JarBuilder()
                .with(half)
                .source("scan.ScanProvider", Files.readString(EXAMPLE.resolve("scan/ScanProvider.java")))
                .source("scan.ScanIndex", Files.readString(EXAMPLE.resolve("scan/ScanIndex.java")))
                .source("scan.ScanReader", Files.readString(EXAMPLE.resolve("scan/ScanReader.java")))
                .service(VectorIndexProvider.class, "scan.ScanProvider")
                .build(plugins().resolve("scan/other.jar"));

        assertAnswer(probe("mmap", "scan", probe));
    }

    @Test
    void indexOnTheModulePath() throws Exception {
        Path scan = new JarBuilder().sources(EXAMPLE).build(directory.resolve("scan.jar"));

        assertAnswer(probe("mmap", "scan", probe, scan));
    }

    /** The plug-in is the bundled memory storage under another name, with a copy of everything it needs. */
    @Test
    void storageWithLibrariesThatTheProgramHasToo() throws Exception {
        Path copies = new JarBuilder()
                .classesOf(module("contextdb-storage-memory"))
                .classesOf(module("contextdb-memory"))
                .classesOf(module("contextdb-fastutil"))
                .build(plugins().resolve("shelf/copies.jar"));
        new JarBuilder()
                .with(copies)
                .source("shelf.Shelf", """
                        package shelf;

                        import io.contextdb.api.spi.*;

                        public class Shelf implements StorageProvider {
                            public String name() {
                                return "shelf";
                            }

                            public Storage open(StorageContext context) {
                                System.err.println("opened by " + getClass().getModule().getName());
                                return new io.contextdb.storage.memory.MemoryStorageProvider().open(context);
                            }
                        }
                        """)
                .service(StorageProvider.class, "shelf.Shelf")
                .build(plugins().resolve("shelf/shelf.jar"));

        Installation.Outcome outcome = probe("shelf", "flat", probe);

        assertAnswer(outcome);
        assertTrue(outcome.errors().contains("opened by contextdb.plugin_shelf"), outcome.errors());
    }

    @Test
    void brokenPluginHindersOnlyThoseWhoAskForIt() throws Exception {
        Files.createDirectories(plugins().resolve("scan"));
        Files.writeString(plugins().resolve("scan/scan.jar"), "not a jar");

        assertAnswer(probe("mmap", "flat", probe));
        Installation.Outcome refused = probe("mmap", "scan", probe);

        assertEquals(1, refused.exitCode(), refused.errors());
        assertTrue(refused.errors().contains("CDB-2005"), refused.errors());
        assertTrue(refused.errors().contains("scan.jar cannot be read as a jar"), refused.errors());
    }

    @Test
    void commandFindsPluginsBesideTheImage() throws Exception {
        Path nodes = Files.writeString(directory.resolve("nodes.ndjson"), """
                {"id": 1, "labels": ["Point"], "vectors": {"embedding": [1.0, 0.0]}}
                {"id": 2, "labels": ["Point"], "vectors": {"embedding": [1.0, 0.1]}}
                """);
        String database = directory.resolve("db").toString();

        Installation.Outcome without = image.run("import", "--db", database, "--index", "scan", nodes.toString());
        assertNotEquals(0, without.exitCode());
        assertTrue(without.errors().contains("no vector index provider is called 'scan'"), without.errors());

        new JarBuilder().sources(EXAMPLE).build(plugins().resolve("scan/scan.jar"));
        Installation.Outcome with = image.run("import", "--db", database, "--index", "scan", nodes.toString());
        assertEquals(0, with.exitCode(), with.errors());
        Installation.Outcome similar = image.run("similar", "--db", database, "--json", "1");
        assertEquals(0, similar.exitCode(), similar.errors());
        assertTrue(similar.output().contains("\"id\":2"), similar.output());
    }

    private Installation.Outcome probe(String storage, String index, Path... modulePath) throws Exception {
        Path database = directory.resolve("database-" + index);
        return image.java(
                Stream.of(modulePath).map(Path::toString).toList(),
                "probe/probe.Main",
                database.toString(),
                storage,
                index,
                plugins().toString());
    }

    private static Path plugins() {
        return image.home().resolve("plugins");
    }

    private static Path module(String artifact) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("contextdb.modules")))) {
            return jars.filter(jar -> jar.getFileName().toString().matches(artifact + "-[0-9].*[.]jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void assertAnswer(Installation.Outcome outcome) {
        assertEquals(ANSWER, outcome.output(), outcome.errors());
        assertEquals(0, outcome.exitCode(), outcome.errors());
    }
}
