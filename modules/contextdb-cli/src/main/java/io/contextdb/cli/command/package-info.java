/**
 * The commands, one class each, and what they share: which database
 * ({@link io.contextdb.cli.command.DatabaseSelection}), which nodes ({@link io.contextdb.cli.command.NodeSelection}),
 * and how to print ({@link io.contextdb.cli.command.OutputSelection}).
 */
package io.contextdb.cli.command;
