package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.api.spi.WritableFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file on its way, in ranges that any threads fetch in any order. Whoever brings the last one compares the digest and
 * gives the file its name.
 *
 * @param temporary where it grows
 * @param target its name
 */
record FetchedFile(DataFile file, StoredFile stored, Path temporary, Path target, Place place, Counter counter) {
    /** A task for each range. */
    List<Runnable> plan() {
        int ranges = StoredFile.ranges(file);
        AtomicInteger left = new AtomicInteger(ranges);
        List<Runnable> tasks = new ArrayList<>();
        for (int range = 0; range < ranges; range++) {
            long offset = range * StoredFile.RANGE_BYTES;
            tasks.add(() -> {
                begin();
                fetch(offset);
                end(left);
            });
        }
        return tasks;
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

    private void fetch(long offset) {
        try (Arena arena = Arena.ofConfined();
                WritableFile out = place.files().open(temporary)) {
            MemorySegment range = stored.read(offset, arena);
            out.write(range.asByteBuffer(), offset);
            counter.add(range.byteSize());
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
            place.requireDigest(
                    file, stored.object(), Digests.sha256(place.files().map(temporary, arena)));
        }
        place.files().rename(temporary, target);
    }
}
