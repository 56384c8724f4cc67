package io.contextdb.storage.mmap.base;

import io.contextdb.api.spi.IndexFile;
import io.contextdb.api.spi.VectorSpace;
import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.Section;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A vector space in a snapshot.
 *
 * @param rows its rows, null when it has none
 * @param index the file of its index, null when it has none
 */
public record BaseSpace(
        VectorSpace space,
        @Nullable BaseRows rows,
        @Nullable DataFile index) {
    /** The only section of an index file: the bytes its provider wrote. */
    public static final int INDEX_BYTES = 1;

    /**
     * The index as its provider wrote it. It is not verified here, because opening must not take longer the larger it
     * is: indexes check their own bytes where they read them.
     */
    public Optional<IndexFile> indexFile() {
        if (index == null) {
            return Optional.empty();
        }
        Section section = index.section(INDEX_BYTES);
        return Optional.of(new IndexFile(
                index.path().toString(),
                NativeMemory.segment(index.address() + section.offset(), section.length())
                        .asReadOnly()));
    }
}
