/**
 * The storage provider {@code mmap}: immutable files mapped into memory, an off-heap delta above them, and snapshots
 * that are one JSON document each.
 */
package io.contextdb.storage.mmap;
