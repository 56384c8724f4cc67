/**
 * The one {@code contextdb} command and its subcommands.
 */
package io.contextdb.cli;
