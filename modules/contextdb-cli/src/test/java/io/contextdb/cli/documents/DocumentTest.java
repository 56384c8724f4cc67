package io.contextdb.cli.documents;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fenced block of the README and of the documents does what it says. {@code console} blocks are run, {@code java}
 * blocks are compiled and run together at the end of their document, any other block names a file and becomes that
 * file. Links lead to files.
 */
class DocumentTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @TestFactory
    Stream<DynamicTest> blocksDoWhatTheySay() throws IOException {
        return executed().stream().map(file -> DynamicTest.dynamicTest(file.toString(), () -> execute(file)));
    }

    @TestFactory
    Stream<DynamicTest> linksLeadToFiles() throws IOException {
        return all().stream().map(file -> DynamicTest.dynamicTest(file.toString(), () -> checkLinks(file)));
    }

    private void execute(Path file) throws IOException {
        Workshop workshop = new Workshop(Files.createTempDirectory(directory, "work"));
        List<String> java = new ArrayList<>();
        for (Document.Block block : Document.blocks(file)) {
            switch (block.kind()) {
                case "console" -> workshop.runConsole(block);
                case "java" -> java.add(block.content());
                default -> {
                    assertTrue(
                            !block.name().isEmpty(), file + ", line " + block.line() + ": the block has no file name");
                    workshop.write(block.name(), block.content());
                }
            }
        }
        if (!java.isEmpty()) {
            workshop.runJava(java);
        }
    }

    private static void checkLinks(Path file) throws IOException {
        Matcher link = LINK.matcher(Files.readString(file));
        while (link.find()) {
            if (!link.group(1).contains("://")) {
                Path target = file.resolveSibling(link.group(1));
                assertTrue(Files.exists(target), file + " links to " + link.group(1));
            }
        }
    }

    private static List<Path> executed() throws IOException {
        List<Path> files = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        for (String folder : List.of("concepts", "guides", "operating")) {
            files.addAll(markdown(ROOT.resolve("docs").resolve(folder)));
        }
        return files;
    }

    private static List<Path> all() throws IOException {
        List<Path> files = new ArrayList<>(markdown(ROOT.resolve("docs")));
        files.add(ROOT.resolve("README.md"));
        files.addAll(markdown(ROOT.resolve("examples")));
        return files;
    }

    private static List<Path> markdown(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
