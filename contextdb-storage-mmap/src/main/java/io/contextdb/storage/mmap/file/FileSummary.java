package io.contextdb.storage.mmap.file;

/**
 * What is known of a file that was written.
 *
 * @param bytes its length
 * @param crc32c the CRC32C of all its bytes
 * @param sha256 the SHA-256 of all its bytes in hexadecimal
 */
public record FileSummary(long bytes, int crc32c, String sha256) {}
