package io.contextdb.storage.mmap.file;

/**
 * A part of a data file.
 *
 * @param id which section of its kind of file
 * @param offset where it begins in the file, a multiple of {@link Layout#PAGE_BYTES}
 * @param length its length in bytes without padding
 */
public record Section(int id, long offset, long length) {
    /** Where it ends in the file. */
    public long end() {
        return offset + length;
    }
}
