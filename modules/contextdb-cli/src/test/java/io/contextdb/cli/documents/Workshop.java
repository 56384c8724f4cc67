package io.contextdb.cli.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory in which a reader of a document works: commands run there in a shell that knows {@code contextdb}, files
 * are written there, and programs are compiled and run as modules on the modules of this build.
 */
final class Workshop {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final String ANYTHING = "...";
    private static final long PATIENCE_SECONDS = 600;

    private final Path directory;
    private final String modulePath;

    Workshop(Path directory) throws IOException {
        this.directory = directory;
        modulePath = modulePath();
        String launcher = "#!/bin/sh\nexec " + tool("java") + " @"
                + ROOT.resolve("modules/contextdb-dist/src/main/image/conf/java.options")
                + " -Dcontextdb.home=" + ROOT + " --module-path " + modulePath
                + " --module io.contextdb.cli/io.contextdb.cli.Main \"$@\"\n";
        Path script = directory.resolve("contextdb");
        Files.writeString(script, launcher);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Writes a file. */
    void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    /**
     * Runs the lines that begin with a prompt, and compares what they print on standard output with the lines below.
     */
    void runConsole(Document.Block block) throws IOException {
        List<String> lines = block.content().lines().toList();
        int at = 0;
        while (at < lines.size()) {
            assertTrue(lines.get(at).startsWith("$ "), "a command begins with '$ ': " + lines.get(at));
            StringBuilder command = new StringBuilder(lines.get(at++).substring(2));
            while (command.toString().endsWith("\\")) {
                command.append('\n').append(lines.get(at++));
            }
            List<String> expected = new ArrayList<>();
            while (at < lines.size() && !lines.get(at).startsWith("$ ")) {
                expected.add(lines.get(at++).stripTrailing());
            }
            String output = run(List.of("sh", "-c", command.toString()));
            assertPrints(command.toString(), expected, output);
        }
    }

    /**
     * Compiles sources as one module and runs its main class; a source that is no whole class becomes the body of one.
     */
    void runJava(List<String> sources) throws IOException {
        Path code = Files.createTempDirectory(directory, "java");
        String moduleInfo = sources.stream()
                .filter(source -> Pattern.compile("^module ", Pattern.MULTILINE)
                        .matcher(source)
                        .find())
                .findFirst()
                .orElse("module guide { requires io.contextdb.api; }");
        String module = moduleInfo.replaceAll("(?s).*module\\s+([\\w.]+).*", "$1");
        Files.writeString(code.resolve("module-info.java"), moduleInfo);
        List<String> rest =
                sources.stream().filter(source -> !source.equals(moduleInfo)).toList();
        boolean whole = rest.stream().anyMatch(source -> source.contains("class "));
        String program = whole ? String.join("\n", rest) : wrapped(String.join("\n", rest));
        String type = program.replaceAll("(?s).*?class\\s+(\\w+).*", "$1");
        String name = program.replaceAll("(?s).*?package\\s+([\\w.]+);.*", "$1");
        Path source = code.resolve(name.replace('.', '/')).resolve(type + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, program);
        Path classes = Files.createDirectory(code.resolve("classes"));
        run(List.of(
                tool("javac"),
                "--module-path",
                modulePath,
                "-d",
                classes.toString(),
                code.resolve("module-info.java").toString(),
                source.toString()));
        run(List.of(
                tool("java"),
                "--enable-native-access=io.contextdb.memory",
                "--module-path",
                classes + File.pathSeparator + modulePath,
                "--module",
                module + "/" + name + "." + type));
    }

    private static String wrapped(String statements) {
        return """
                package guide;

                import io.contextdb.api.*;
                import io.contextdb.api.Value.*;
                import java.nio.file.Path;
                import java.time.Duration;
                import java.util.*;

                public final class Guide {
                    public static void main(String[] arguments) {
                """ + statements + "    }\n}\n";
    }

    private String run(List<String> command) throws IOException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Path errors = Files.createTempFile(directory, "errors", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(errors.toFile())
                .redirectOutput(output.toFile());
        builder.environment().merge("PATH", directory.toString(), (path, own) -> own + File.pathSeparator + path);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "too slow: " + command);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        String problems = Files.readString(errors, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), () -> command + "\n" + text + problems);
        return text;
    }

    /** Compares line by line; {@code ...} stands for any text within a line, and for any lines when it stands alone. */
    private static void assertPrints(String command, List<String> expected, String actual) {
        StringBuilder pattern = new StringBuilder();
        for (String line : expected) {
            if (line.strip().equals(ANYTHING)) {
                pattern.append("(?:.*\\n)*?");
            } else {
                pattern.append(Stream.of(line.split(Pattern.quote(ANYTHING), -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")))
                        .append(" *\\n");
            }
        }
        // The JVM says this on standard error whenever the kernels are there; a document would repeat it everywhere.
        String printed = actual.replaceAll("WARNING: Using incubator modules.*\\n", "");
        assertTrue(
                Pattern.matches(pattern.toString(), printed),
                () -> command + "\nshould print\n" + String.join("\n", expected) + "\nand prints\n" + printed);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static String modulePath() {
        return Stream.of("jdk.module.path", "java.class.path")
                .flatMap(property -> Stream.of(System.getProperty(property, "").split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty() && isNamedModule(Path.of(entry)))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isNamedModule(Path entry) {
        try {
            return ModuleFinder.of(entry).findAll().stream()
                    .anyMatch(module -> !module.descriptor().isAutomatic());
        } catch (FindException _) {
            return false;
        }
    }
}
