package io.contextdb.engine.guard;

import io.contextdb.api.spi.FileSystem.Space;

/**
 * What was measured, in bytes.
 *
 * @param disk the room of the database's volume
 * @param memory anonymous memory of the process
 * @param changes memory of the changes since the last snapshot
 */
public record Usage(Space disk, long memory, long changes) {}
