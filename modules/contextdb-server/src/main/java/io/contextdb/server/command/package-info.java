/** The commands this module adds to {@code contextdb}. */
package io.contextdb.server.command;
