package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.BlockCodec;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.api.spi.WritableFile;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file on its way, in ranges that any threads fetch in any order. Whoever brings the last one compares the digest and gives the file its name.
 *
 * @param temporary where it grows
 * @param target its name
 */
record FetchedFile(DataFile file, Path temporary, Path target, Place place, Counter counter) {
    private static final long RANGE_BYTES = 16L << 20;

    /** Fetches the file from an object that is the file itself. */
    List<Runnable> plan(ObjectInfo object) {
        List<Runnable> tasks = new ArrayList<>();
        AtomicInteger left =
                new AtomicInteger(Math.toIntExact(Math.max(1, (file.bytes() + RANGE_BYTES - 1) / RANGE_BYTES)));
        for (long offset = 0; offset == 0 || offset < file.bytes(); offset += RANGE_BYTES) {
            long from = offset;
            tasks.add(() -> {
                begin();
                fetch(object, from, Math.min(RANGE_BYTES, file.bytes() - from));
                end(left);
            });
        }
        return tasks;
    }

    private void fetch(ObjectInfo object, long offset, long bytes) {
        try (Arena arena = Arena.ofConfined();
                WritableFile out = place.files().open(temporary)) {
            MemorySegment range = NativeMemory.allocateSegment(arena, bytes, Long.BYTES);
            place.store().get(object.key(), offset, range);
            out.write(range.asByteBuffer(), offset);
            counter.add(bytes);
        }
    }

    /** Fetches the file from an object that is the file packed. */
    List<Runnable> plan(ObjectInfo object, PackedObject packed) {
        BlockCodec codec = place.codecs().forFetching(packed.codec(), "object \"" + object.key() + "\"");
        List<int[]> runs = new ArrayList<>();
        for (int block = 0; block < packed.blocks(); ) {
            int first = block;
            // Of the file, so that neither what is fetched nor what it becomes takes more room.
            block = (int) Math.min(packed.blocks(), first + RANGE_BYTES / packed.blockBytes());
            runs.add(new int[] {first, block});
        }
        AtomicInteger left = new AtomicInteger(runs.size());
        List<Runnable> tasks = new ArrayList<>();
        for (int[] run : runs) {
            tasks.add(() -> {
                begin();
                unpack(object, packed, codec, run[0], run[1]);
                end(left);
            });
        }
        return tasks;
    }

    private void unpack(ObjectInfo object, PackedObject packed, BlockCodec codec, int first, int end) {
        long from = packed.offsets()[first];
        long length = packed.offsets()[end] - from;
        long fileFrom = (long) first * packed.blockBytes();
        long fileLength = Math.min(file.bytes(), (long) end * packed.blockBytes()) - fileFrom;
        try (Arena arena = Arena.ofConfined();
                WritableFile out = place.files().open(temporary)) {
            MemorySegment source = NativeMemory.allocateSegment(arena, length, Long.BYTES);
            MemorySegment scratch = NativeMemory.allocateSegment(arena, packed.blockBytes(), Long.BYTES);
            MemorySegment range = NativeMemory.allocateSegment(arena, fileLength, Long.BYTES);
            place.store().get(object.key(), from, source);
            for (int block = first; block < end; block++) {
                long at = (long) (block - first) * packed.blockBytes();
                MemorySegment packedBlock = source.asSlice(
                        packed.offsets()[block] - from, packed.offsets()[block + 1] - packed.offsets()[block]);
                MemorySegment target = range.asSlice(at, Math.min(packed.blockBytes(), fileLength - at));
                try {
                    packed.unpack(block, codec, packedBlock, scratch, target);
                } catch (ContextDbException e) {
                    throw new ContextDbException(
                            e.code(),
                            "block " + block + " of object \"" + object.key() + "\" in " + place.store()
                                    + " cannot be unpacked: " + e.getMessage() + "; choose another snapshot",
                            e);
                }
            }
            out.write(range.asByteBuffer(), fileFrom);
            counter.add(fileLength);
        }
    }

    /** One file that several ranges begin at once; what an earlier fetch left is written over. */
    private void begin() {
        try {
            place.files().create(temporary).close();
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    private void end(AtomicInteger left) {
        if (left.decrementAndGet() > 0) {
            return;
        }
        try (WritableFile out = place.files().open(temporary)) {
            out.truncate(file.bytes());
            out.force(true);
        }
        try (Arena arena = Arena.ofConfined()) {
            String digest = Digests.sha256(place.files().map(temporary, arena));
            if (!digest.equals(file.sha256())) {
                throw new ContextDbException(
                        ErrorCode.CORRUPTION,
                        "file " + file.path() + " in " + place.store() + " is damaged: its SHA-256 is " + digest
                                + " instead of " + file.sha256() + "; choose another snapshot");
            }
        }
        place.files().rename(temporary, target);
    }
}
