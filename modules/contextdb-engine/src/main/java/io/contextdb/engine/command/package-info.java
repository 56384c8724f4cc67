/**
 * What goes through the log: one entry is one transaction or one administrative command.
 * {@link io.contextdb.engine.command.CommandCodec} is the format; equal commands have equal bytes.
 */
package io.contextdb.engine.command;
