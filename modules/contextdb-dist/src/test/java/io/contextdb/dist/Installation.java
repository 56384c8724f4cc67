package io.contextdb.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An image somewhere on the disk, run as on a machine without Java: {@code PATH} leads to the few tools that the
 * launcher needs and to nothing else.
 *
 * @param home the directory of the image
 * @param tools a directory for links to these tools
 */
record Installation(Path home, Path tools) {

    private static final List<String> TOOLS = List.of("dirname", "readlink");
    private static final long SECONDS_MAX = 120;

    /** What a command left behind. */
    record Outcome(int exitCode, String output, String errors) {}

    /** The image that this build has linked. */
    static Installation built(Path tools) {
        return new Installation(Path.of(System.getProperty("contextdb.image")), tools);
    }

    /** The image unpacked from the archive of this build, below {@code directory}. */
    static Installation unpacked(Path directory, Path tools) throws IOException, InterruptedException {
        Path archive = Path.of(System.getProperty("contextdb.archive"));
        Outcome tar = start(new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", directory.toString()));
        if (tar.exitCode != 0) {
            throw new IOException(tar.errors);
        }
        try (var children = Files.list(directory)) {
            return new Installation(children.findFirst().orElseThrow(), tools);
        }
    }

    Path launcher() {
        return home.resolve("bin/contextdb");
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return run(launcher(), "", arguments);
    }

    Outcome run(Path launcher, String javaOptions, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", linkTools().toString());
        builder.environment().put("CONTEXTDB_JAVA_OPTIONS", javaOptions);
        return start(builder);
    }

    /** Runs a main class, named as {@code --module} takes it, with the image's Java and options. */
    Outcome java(List<String> modulePath, String main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/java").toString(),
                "@" + home.resolve("conf/java.options"),
                "--module-path",
                String.join(File.pathSeparator, modulePath),
                "--module",
                main));
        command.addAll(Arrays.asList(arguments));
        return start(new ProcessBuilder(command));
    }

    private Path linkTools() throws IOException {
        for (String tool : TOOLS) {
            Path link = tools.resolve(tool);
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, systemTool(tool));
            }
        }
        return tools;
    }

    private static Path systemTool(String name) {
        return List.of(Path.of("/usr/bin", name), Path.of("/bin", name)).stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static Outcome start(ProcessBuilder builder) throws IOException, InterruptedException {
        Path output = Files.createTempFile("installation", ".out");
        Path errors = Files.createTempFile("installation", ".err");
        try {
            Process process = builder.redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(builder.command() + " did not end within " + SECONDS_MAX + " s");
            }
            return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
