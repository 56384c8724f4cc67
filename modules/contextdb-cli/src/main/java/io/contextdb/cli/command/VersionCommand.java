package io.contextdb.cli.command;

import io.contextdb.cli.output.Console;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code contextdb version}: this build and the Java it runs on. */
@Command(name = "version", description = "Print the version of ContextDB and of the Java it runs on.")
public final class VersionCommand implements Runnable {
    private final Console console;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** A command that prints to {@code console}. */
    public VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", Version.text());
        facts.put("java", Runtime.version().toString());
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        if (json) {
            console.printJson(facts);
        } else {
            console.print("contextdb " + facts.get("version") + " (Java " + facts.get("java") + ", "
                    + facts.get("system") + ")");
        }
    }
}
