/**
 * The floor log, storage, indexes and engine stand on.
 *
 * <p>{@link io.contextdb.memory.NativeMemory} reads and writes native memory by absolute address,
 * {@link io.contextdb.memory.Crc32c} sums it up, {@link io.contextdb.memory.ByteEncoder} and
 * {@link io.contextdb.memory.ByteDecoder} lay out numbers and strings, {@link io.contextdb.memory.ValueCodec} property
 * values, and {@link io.contextdb.memory.OsFileSystem} is the file system everything reaches the disk through.
 */
package io.contextdb.memory;
