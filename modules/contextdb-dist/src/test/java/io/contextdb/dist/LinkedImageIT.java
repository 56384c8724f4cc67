package io.contextdb.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image as this build links it. */
class LinkedImageIT {

    private static final long BYTES_MAX = 100_000_000;

    @TempDir
    Path directory;

    @Test
    void runsWithoutJavaOnTheMachine() throws Exception {
        Installation.Outcome version = Installation.built(directory).run("version");

        assertEquals(0, version.exitCode(), version.errors());
        assertTrue(version.output().startsWith("contextdb "), version.output());
    }

    @Test
    void runsFromWhereItIsUnpackedAndThroughALink() throws Exception {
        Path place = Files.createDirectory(directory.resolve("some place"));
        Path tools = Files.createDirectory(directory.resolve("tools"));
        Installation unpacked = Installation.unpacked(place, tools);
        Path link = Files.createSymbolicLink(directory.resolve("contextdb"), unpacked.launcher());
        Path log = directory.resolve("classes.log");

        Installation.Outcome version = unpacked.run(link, "-Xlog:class+load:file=" + log, "version");

        assertEquals(0, version.exitCode(), version.errors());
        assertClassesComeFromTheArchive(log);
    }

    @Test
    void takesItsClassesFromTheArchive() throws Exception {
        Path log = directory.resolve("classes.log");
        Installation image = Installation.built(directory);

        Installation.Outcome version = image.run(image.launcher(), "-Xlog:class+load:file=" + log, "version");

        assertEquals(0, version.exitCode(), version.errors());
        assertClassesComeFromTheArchive(log);
    }

    @Test
    void holdsEveryModule() throws IOException {
        assertEquals(
                ModulePath.names(),
                linkedModules().filter(ModulePath::isInstalled).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void noticeNamesEveryForeignModule() throws IOException {
        String notice = Files.readString(image().resolve("NOTICE"));
        List<String> foreign = linkedModules()
                .filter(name -> !name.matches("(java|jdk|io[.]contextdb)[.].*"))
                .toList();

        assertFalse(foreign.isEmpty());
        for (String name : foreign) {
            assertTrue(notice.contains("  " + name + " "), name);
        }
    }

    @Test
    void isSmall() throws IOException {
        try (Stream<Path> files = Files.walk(image())) {
            long bytes = files.filter(Files::isRegularFile)
                    .collect(Collectors.summingLong(file -> file.toFile().length()));
            assertTrue(bytes <= BYTES_MAX, bytes + " bytes, more than " + BYTES_MAX);
        }
    }

    private static void assertClassesComeFromTheArchive(Path log) throws IOException {
        String main = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" io.contextdb.cli.Main "))
                .findFirst()
                .orElseThrow();
        assertTrue(main.endsWith("source: shared objects file"), main);
    }

    private static Stream<String> linkedModules() throws IOException {
        return Files.readAllLines(image().resolve("release")).stream()
                .filter(line -> line.startsWith("MODULES="))
                .flatMap(line -> Stream.of(line.replaceAll("MODULES=|\"", "").split(" ")));
    }

    private static Path image() {
        return Path.of(System.getProperty("contextdb.image"));
    }
}
