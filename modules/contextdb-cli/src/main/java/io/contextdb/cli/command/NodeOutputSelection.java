package io.contextdb.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how nodes are printed. */
final class NodeOutputSelection extends OutputSelection {
    @Option(
            names = "--show",
            paramLabel = "PROPERTY",
            split = ",",
            description = "The properties to print, in this order. Default: all; a table shows the first few.")
    private List<String> shown = new ArrayList<>();

    @Override
    List<String> shown() {
        return shown;
    }
}
