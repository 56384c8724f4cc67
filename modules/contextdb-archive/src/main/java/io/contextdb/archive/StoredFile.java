package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/**
 * The content of a data file as a store has it, as it is or packed, in ranges that any threads read in any order.
 * Thread-safe.
 */
interface StoredFile {
    /** The bytes of a range of the file; the last one may have fewer. A multiple of the bytes of any block. */
    long RANGE_BYTES = 16L << 20;

    /** The object it is stored as. */
    ObjectInfo object();

    /**
     * Reads a range of the file.
     *
     * @param offset where it begins in the file, a multiple of {@link #RANGE_BYTES}
     * @throws ContextDbException {@code CORRUPTION} when it cannot be unpacked
     */
    MemorySegment read(long offset, Arena arena);

    /** How many ranges a file has, at least one. */
    static int ranges(DataFile file) {
        return Math.toIntExact(Math.max(1, (file.bytes() + RANGE_BYTES - 1) / RANGE_BYTES));
    }

    /** The bytes of the range that begins at an offset of a file. */
    static long length(DataFile file, long offset) {
        return Math.min(RANGE_BYTES, file.bytes() - offset);
    }

    /** Whether a file seems to be among the objects of a store: as it is and of its length, or packed. */
    static boolean isListed(Map<String, ObjectInfo> objects, DataFile file) {
        ObjectInfo plain = objects.get(ObjectKeys.plain(file));
        return plain != null && plain.bytes() == file.bytes() || objects.containsKey(ObjectKeys.packed(file));
    }

    /**
     * Finds a file among the objects of a store. Of one that is there in both forms it is the file as it is.
     *
     * @throws ContextDbException {@code CORRUPTION} when there is none of its length, or the packed one is damaged;
     *     {@code FORMAT_TOO_NEW}; {@code PROVIDER_NOT_FOUND} when its codec is missing
     */
    static StoredFile find(Place place, Map<String, ObjectInfo> objects, DataFile file) {
        ObjectInfo plain = objects.get(ObjectKeys.plain(file));
        if (plain != null && plain.bytes() == file.bytes()) {
            return new PlainFile(place, file, plain);
        }
        ObjectInfo packed = objects.get(ObjectKeys.packed(file));
        if (packed != null) {
            return PackedFile.of(place, file, packed);
        }
        throw Damage.of(place.name(ObjectKeys.plain(file))
                + (plain == null ? " is missing" : " has " + plain.bytes() + " bytes instead of " + file.bytes()));
    }
}
