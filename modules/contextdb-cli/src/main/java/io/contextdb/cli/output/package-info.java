/**
 * How the command line looks: the two streams, tables that fit the terminal, progress, JSON.
 *
 * <p>{@link io.contextdb.cli.output.Console} is the one way out for every command. It knows of each stream whether a
 * person watches it ({@link io.contextdb.cli.output.Look}); only then are there colours, truncated columns and moving
 * bars.
 */
package io.contextdb.cli.output;
