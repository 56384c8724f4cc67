package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.PushReport;
import io.contextdb.api.spi.BlockCodec;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import io.contextdb.memory.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Sends one snapshot: files, document, and a look at whether all is there. Used once. */
final class Push {
    /** Files that a cleanup took away before the document was there are sent again this often. */
    private static final int ROUNDS_MAX = 3;

    /** What is compared of a file that an interrupted push left: data files end with their own checksums. */
    private static final int END_BYTES = 4096;

    private static final String SCRATCH = "push";

    private final Place place;
    private final Path directory;
    private final LocalSnapshot snapshot;
    private final Progress progress;
    private final Optional<BlockCodec> codec;
    private final Path scratch;
    private final History history;

    private final AtomicInteger filesSent = new AtomicInteger();
    private final AtomicLong bytesSent = new AtomicLong();

    Push(Place place, Path directory, LocalSnapshot snapshot, Progress progress) {
        this.place = place;
        this.directory = directory;
        this.snapshot = snapshot;
        this.progress = progress;
        codec = place.codec();
        history = new History(place, directory, snapshot);
        scratch = directory.resolve(SCRATCH).resolve(UUID.randomUUID().toString());
    }

    PushReport run() {
        Map<String, String> named = history.check();
        Set<String> unnamed = new Unnamed(place.store()).read().keySet();
        try (Jobs jobs = new Jobs(
                place.parallel(), "sending snapshot " + snapshot.id() + " was interrupted; do it again to go on")) {
            Map<String, ObjectInfo> objects = place.objects();
            send(
                    jobs,
                    snapshot.manifest().files().stream()
                            .filter(file -> !isThere(file, objects, named, unnamed))
                            .toList());
            commit();
            verify(jobs, named);
        } finally {
            deleteScratch();
        }
        int all = snapshot.manifest().files().size();
        return new PushReport(
                snapshot.manifest().record().snapshot(),
                filesSent.get(),
                Math.max(0, all - filesSent.get()),
                bytesSent.get());
    }

    /**
     * Whether a file need not be sent. One that a cleanup has seen without a name may go at any time, so it is sent
     * again.
     */
    private boolean isThere(
            DataFile file, Map<String, ObjectInfo> objects, Map<String, String> named, Set<String> unnamed) {
        ObjectInfo raw = objects.get(file.path());
        ObjectInfo packed = objects.get(file.path() + PackedLayout.SUFFIX);
        try {
            if (raw != null && raw.bytes() == file.bytes() && !unnamed.contains(raw.key())) {
                return isNamed(file, named) || endsLikeOurs(file, raw);
            }
            if (packed == null || unnamed.contains(packed.key())) {
                return false;
            }
            // A document says nothing of how long a file became when it was packed.
            PackedObject.require(place, packed, file);
            return true;
        } catch (ContextDbException e) {
            if (Damage.isMeant(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Whether older snapshots consist of this file as well, so that nobody puts another one in its place. */
    private static boolean isNamed(DataFile file, Map<String, String> named) {
        return file.sha256().equals(named.get(file.path()));
    }

    private boolean endsLikeOurs(DataFile file, ObjectInfo object) {
        long length = Math.min(END_BYTES, file.bytes());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ours = map(file, arena);
            MemorySegment theirs = NativeMemory.allocateSegment(arena, length, Long.BYTES);
            place.store().get(object.key(), file.bytes() - length, theirs);
            return ours.asSlice(file.bytes() - length).mismatch(theirs) < 0;
        }
    }

    private MemorySegment map(DataFile file, Arena arena) {
        MemorySegment content = place.files().map(directory.resolve(file.path()), arena);
        if (content.byteSize() != file.bytes()) {
            throw damaged(file, "it has " + content.byteSize() + " bytes instead of " + file.bytes());
        }
        return content;
    }

    private ContextDbException damaged(DataFile file, String what) {
        return new ContextDbException(
                ErrorCode.CORRUPTION,
                directory.resolve(file.path()) + " is damaged and was not sent: " + what
                        + "; 'contextdb verify' tells more");
    }

    private void send(Jobs jobs, List<DataFile> files) {
        if (files.isEmpty()) {
            return;
        }
        Counter counter = new Counter(
                progress,
                "sending snapshot " + snapshot.id(),
                files.stream().mapToLong(DataFile::bytes).sum());
        place.files().createDirectories(scratch);
        jobs.run(
                files.stream().map(file -> (Runnable) () -> send(file, counter)).toList());
    }

    private void send(DataFile file, Counter counter) {
        requireFree();
        Path packed = scratch.resolve(file.path().replace('/', '-'));
        if (isPacked(file, packed)) {
            put(file.path() + PackedLayout.SUFFIX, packed, file.path());
            counter.add(file.bytes());
            place.files().delete(packed);
        } else {
            place.store().put(file.path(), directory.resolve(file.path()), counter::add);
            told(file.path(), file.bytes(), file.path() + PackedLayout.SUFFIX);
        }
    }

    /** Whoever has lost already must not put files in the place of the winner's. */
    private void requireFree() {
        if (place.store().head(SnapshotDocuments.path(snapshot.id())).isPresent()) {
            history.requireSame(snapshot.id(), snapshot.document());
        }
    }

    private void put(String key, Path file, String otherKey) {
        place.store().put(key, file);
        told(key, place.files().size(file), otherKey);
    }

    /**
     * The file in its other form, from a push with another codec, is in nobody's way, but would stay as long as the
     * path has a name.
     */
    private void told(String key, long bytes, String otherKey) {
        assert !key.equals(otherKey);
        place.store().delete(List.of(otherKey));
        filesSent.incrementAndGet();
        bytesSent.addAndGet(bytes);
    }

    /** Checks a file against its digest, and packs it where that is worth while. */
    private boolean isPacked(DataFile file, Path target) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment content = map(file, arena);
            String digest = Digests.sha256(content);
            if (!digest.equals(file.sha256())) {
                throw damaged(file, "its SHA-256 is " + digest + " instead of " + file.sha256());
            }
            if (codec.isEmpty() || !file.compressible() || file.bytes() == 0) {
                return false;
            }
            boolean worthWhile = new Packing(place.files(), place.codecName(), codec.get()).pack(file, content, target);
            if (!worthWhile) {
                place.files().delete(target);
            }
            return worthWhile;
        }
    }

    private void commit() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment document = NativeMemory.allocateSegment(arena, snapshot.document().length, Long.BYTES);
            document.copyFrom(MemorySegment.ofArray(snapshot.document()));
            place.store().putIfAbsent(SnapshotDocuments.path(snapshot.id()), document);
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.ALREADY_EXISTS) {
                throw e;
            }
            history.requireSame(snapshot.id(), snapshot.document());
        }
    }

    /**
     * Looks whether everything that the document names is there, and mends what is not: a cleanup may have taken files
     * away, and a rival who lost may have put its own under their names. What a rival puts there after this stays until
     * the snapshot is pushed again.
     */
    private void verify(Jobs jobs, Map<String, String> named) {
        for (int round = 1; ; round++) {
            Map<String, ObjectInfo> objects = place.objects();
            List<DataFile> missing = snapshot.manifest().files().stream()
                    .filter(file -> !isIntact(file, objects, named))
                    .toList();
            if (missing.isEmpty()) {
                return;
            }
            if (round == ROUNDS_MAX) {
                throw new ContextDbException(
                        ErrorCode.IO_FAILURE,
                        "snapshot " + snapshot.id() + " in " + place.store() + " lacks "
                                + missing.getFirst().path() + " and " + (missing.size() - 1)
                                + " other files, which were sent " + ROUNDS_MAX + " times; push it again");
            }
            send(jobs, missing);
        }
    }

    private boolean isIntact(DataFile file, Map<String, ObjectInfo> objects, Map<String, String> named) {
        return isNamed(file, named) ? isListed(file, objects) : isThere(file, objects, named, Set.of());
    }

    private static boolean isListed(DataFile file, Map<String, ObjectInfo> objects) {
        ObjectInfo raw = objects.get(file.path());
        return raw != null && raw.bytes() == file.bytes() || objects.containsKey(file.path() + PackedLayout.SUFFIX);
    }

    private void deleteScratch() {
        place.files().list(scratch).forEach(place.files()::delete);
        place.files().delete(scratch);
        Path parent = directory.resolve(SCRATCH);
        if (place.files().list(parent).isEmpty()) {
            place.files().delete(parent);
        }
    }
}
