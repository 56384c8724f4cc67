package io.contextdb.server.command;

import picocli.CommandLine.Command;

/** {@code contextdb config}. */
@Command(name = "config", description = "Look at the configuration of a server.", synopsisSubcommandLabel = "COMMAND")
public final class ConfigCommand {}
