package io.contextdb.archive;

import io.contextdb.api.ArchiveVerifyReport;
import io.contextdb.api.ArchiveVerifyReport.CheckedSnapshot;
import io.contextdb.api.ContextDbException;
import io.contextdb.api.Progress;
import io.contextdb.api.spi.ObjectStore.ObjectInfo;
import io.contextdb.api.spi.SnapshotManifest.DataFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Reads everything that the snapshots of a store name, and keeps none of it. Used once. */
final class ArchiveCheck {
    private final Place place;
    private final Progress progress;
    private final Map<String, ObjectInfo> objects;

    /** The files of the snapshots whose documents are sound. */
    private final Map<Long, List<DataFile>> sound = new TreeMap<>();

    /** What is wrong with the other documents. */
    private final Map<Long, String> unsound = new TreeMap<>();

    /** What is wrong with files. */
    private final Map<DataFile, String> damaged = new ConcurrentHashMap<>();

    private final AtomicLong bytesChecked = new AtomicLong();

    ArchiveCheck(Place place, Progress progress) {
        this.place = place;
        this.progress = progress;
        objects = place.objects();
    }

    ArchiveVerifyReport run() {
        place.documents().all().forEach(this::readDocument);
        List<DataFile> files =
                sound.values().stream().flatMap(Collection::stream).distinct().toList();
        readAll(files);
        List<CheckedSnapshot> snapshots = Stream.concat(sound.keySet().stream(), unsound.keySet().stream())
                .sorted((left, right) -> Long.compare(right, left))
                .map(this::checked)
                .toList();
        List<String> problems = new ArrayList<>(unsound.values());
        files.stream()
                .filter(damaged::containsKey)
                .map(file -> Objects.requireNonNull(damaged.get(file)))
                .forEach(problems::add);
        return new ArchiveVerifyReport(snapshots, snapshots.size() + files.size(), bytesChecked.get(), problems);
    }

    private void readDocument(long id, ObjectInfo document) {
        try {
            sound.put(id, place.documents().read(id).files());
            bytesChecked.addAndGet(document.bytes());
        } catch (ContextDbException e) {
            unsound.put(id, problem(e));
        }
    }

    /** What is wrong with an object; throws what is wrong with the store, or with this program. */
    private static String problem(ContextDbException e) {
        if (Damage.isMeant(e)) {
            return Damage.words(e);
        }
        throw e;
    }

    private void readAll(List<DataFile> files) {
        Counter counter = new Counter(
                progress,
                "reading the archive",
                files.stream().mapToLong(DataFile::bytes).sum());
        try (Jobs jobs = new Jobs(place.parallel(), "reading the archive was interrupted; it begins anew next time")) {
            jobs.run(files.stream()
                    .map(file -> (Runnable) () -> check(file, counter))
                    .toList());
        }
    }

    private void check(DataFile file, Counter counter) {
        try {
            StoredFile stored = StoredFile.find(place, objects, file);
            place.requireDigest(file, stored.object(), digest(file, stored, counter));
            bytesChecked.addAndGet(stored.object().bytes());
        } catch (ContextDbException e) {
            damaged.put(
                    file,
                    problem(e) + (file.derived() ? "; a restore leaves it out, and its index is built anew" : ""));
        }
    }

    private static String digest(DataFile file, StoredFile stored, Counter counter) {
        MessageDigest digest = Digests.sha256();
        for (int range = 0; range < StoredFile.ranges(file); range++) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment content = stored.read(range * StoredFile.RANGE_BYTES, arena);
                Digests.update(digest, content);
                counter.add(content.byteSize());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private CheckedSnapshot checked(long id) {
        List<DataFile> files = sound.get(id);
        if (files == null) {
            return new CheckedSnapshot(id, 1, 1, false);
        }
        List<DataFile> bad = files.stream().filter(damaged::containsKey).toList();
        return new CheckedSnapshot(
                id, 1 + files.size(), bad.size(), bad.stream().allMatch(DataFile::derived));
    }
}
