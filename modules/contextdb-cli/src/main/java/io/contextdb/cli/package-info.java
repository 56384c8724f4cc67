/**
 * The one {@code contextdb} command and its subcommands.
 *
 * <p>{@link io.contextdb.cli.Main} turns arguments into an exit code. It builds the tree of commands from those of this
 * package and those that other modules contribute ({@link io.contextdb.cli.spi.CommandProvider}), runs the one that was
 * named, and turns errors into a line on standard error and an exit code ({@link io.contextdb.cli.Failures}).
 *
 * <p>Data goes to standard output and everything else to standard error, so that {@code contextdb ... --json | jq}
 * always works.
 */
package io.contextdb.cli;
