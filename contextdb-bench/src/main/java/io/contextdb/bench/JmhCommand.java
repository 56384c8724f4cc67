package io.contextdb.bench;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code contextdb bench jmh}. JMH starts virtual machines that have its classes on the class path, so it runs in a
 * process of its own, with the modules there.
 */
@Command(
        name = "jmh",
        description = {
            "Run JMH benchmarks. What follows -- goes to JMH: a regular expression for the benchmarks, and options.",
            "'bench jmh -- -l' lists them all, 'bench jmh -- -h' shows JMH's options, 'bench jmh -- KernelBenchmark"
                    + " -prof gc' measures allocation too."
        })
public final class JmhCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ARGUMENT", arity = "0..*", description = "Arguments of JMH.")
    private List<String> arguments = List.of();

    /** Reports as JMH does. */
    public JmhCommand() {}

    @Override
    public Integer call() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-cp",
                classPath(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0",
                "org.openjdk.jmh.Main"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new ContextDbException(ErrorCode.CANCELLED, "interrupted while JMH ran", e);
        }
    }

    /** The modules of this process. A directory of them is given as all jars in it. */
    private static String classPath() {
        String modules = System.getProperty("jdk.module.path", System.getProperty("java.class.path", ""));
        return Arrays.stream(modules.split(File.pathSeparator))
                .map(place -> Files.isDirectory(Path.of(place)) ? place + File.separator + "*" : place)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
