/**
 * The consensus provider {@code single}: one node, whose local log is the order of all commands.
 */
package io.contextdb.consensus.single;
