package io.contextdb.archive;

import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** An object that is the file itself. */
record PlainFile(Place place, DataFile file, ObjectInfo object) implements StoredFile {
    @Override
    public MemorySegment read(long offset, Arena arena) {
        MemorySegment range = NativeMemory.allocateSegment(arena, StoredFile.length(file, offset), Long.BYTES);
        place.store().get(object.key(), offset, range);
        return range;
    }
}
