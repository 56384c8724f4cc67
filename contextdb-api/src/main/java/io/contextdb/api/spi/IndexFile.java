package io.contextdb.api.spi;

import java.lang.foreign.MemorySegment;

/**
 * What an index wrote into a snapshot.
 *
 * @param origin where the bytes are, such as the path of a file; an index that finds them damaged names it with
 *     {@link io.contextdb.api.ContextDbException#damageOf}, by which the engine knows that the index is at fault and
 *     builds it anew
 * @param bytes the bytes, mapped
 */
public record IndexFile(String origin, MemorySegment bytes) {}
