package io.contextdb.archive;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Progress;
import io.contextdb.api.PushReport;
import io.contextdb.api.spi.BlockCodec;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotDocuments;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Sends one snapshot: files, document, and a look at whether all is there. Used once. */
final class Push {
    /** Files that a cleanup took away before the document was there are sent again this often. */
    private static final int ROUNDS_MAX = 3;

    private final Place place;
    private final Path directory;
    private final LocalSnapshot snapshot;
    private final Progress progress;
    private final Optional<BlockCodec> codec;
    private final Scratch scratch;
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
        scratch = new Scratch(place.files(), directory);
    }

    PushReport run() {
        history.check();
        Set<String> unnamed = new Unnamed(place.store()).read().keySet();
        try (scratch;
                Jobs jobs = new Jobs(
                        place.parallel(),
                        "sending snapshot " + snapshot.id() + " was interrupted; do it again to go on")) {
            Map<String, ObjectInfo> objects = place.objects();
            send(
                    jobs,
                    snapshot.manifest().files().stream()
                            .filter(file -> !isThere(file, objects, unnamed))
                            .toList());
            commit();
            verify(jobs);
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
     * again; so is one whose object is damaged, as far as that shows without reading all of it.
     */
    private boolean isThere(DataFile file, Map<String, ObjectInfo> objects, Set<String> unnamed) {
        ObjectInfo plain = objects.get(ObjectKeys.plain(file));
        if (plain != null && plain.bytes() == file.bytes() && !unnamed.contains(plain.key())) {
            return true;
        }
        // Nobody knows how long a file becomes when it is packed.
        ObjectInfo packed = objects.get(ObjectKeys.packed(file));
        return packed != null && !unnamed.contains(packed.key()) && isWhole(file, packed);
    }

    private boolean isWhole(DataFile file, ObjectInfo object) {
        try {
            PackedObject.require(place, object, file);
            return true;
        } catch (ContextDbException e) {
            if (Damage.isMeant(e)) {
                return false;
            }
            throw e;
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
        scratch.begin();
        jobs.run(
                files.stream().map(file -> (Runnable) () -> send(file, counter)).toList());
    }

    private void send(DataFile file, Counter counter) {
        Optional<Path> packed = pack(file);
        if (packed.isPresent()) {
            place.store().put(ObjectKeys.packed(file), packed.get());
            bytesSent.addAndGet(place.files().size(packed.get()));
            place.files().delete(packed.get());
            counter.add(file.bytes());
        } else {
            place.store().put(ObjectKeys.plain(file), directory.resolve(file.path()), counter::add);
            bytesSent.addAndGet(file.bytes());
        }
        filesSent.incrementAndGet();
    }

    /** Checks a file against its digest, and packs it where that is worth while. */
    private Optional<Path> pack(DataFile file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment content = map(file, arena);
            String digest = Digests.sha256(content);
            if (!digest.equals(file.sha256())) {
                throw damaged(file, "its SHA-256 is " + digest + " instead of " + file.sha256());
            }
            if (codec.isEmpty() || !file.compressible() || file.bytes() == 0) {
                return Optional.empty();
            }
            Packing packing = new Packing(place.files(), place.codecName(), codec.get());
            return scratch.pack(file.path().replace('/', '-'), target -> packing.pack(file, content, target));
        }
    }

    private void commit() {
        String key = SnapshotDocuments.path(snapshot.id());
        if (!SmallObjects.putIfAbsent(place.store(), key, snapshot.document())) {
            history.requireSame(snapshot.id(), snapshot.document());
        }
    }

    /** Looks whether everything that the document names is there still, and sends again what a cleanup took away. */
    private void verify(Jobs jobs) {
        for (int round = 1; ; round++) {
            Map<String, ObjectInfo> objects = place.objects();
            List<DataFile> missing = snapshot.manifest().files().stream()
                    .filter(file -> !StoredFile.isListed(objects, file))
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
}
