package io.contextdb.testkit.file;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Goes through recorded changes and shows what a crash after each may leave. A file's bytes are durable when the file
 * was synced, a name when its directory was; until then the disk may have any part of them, as {@link Damage} says. A
 * rename is one step: it is there or it is not.
 *
 * <p>It is a model of a disk without mercy, not of one file system: none keeps less.
 */
public final class CrashReplay {
    private final List<FileChange> changes;
    private int position;

    private final Map<Integer, FileContent> durable = new HashMap<>();
    private final Map<Path, Integer> durableNames = new LinkedHashMap<>();
    private final Map<Path, Integer> names = new HashMap<>();
    private final Set<Path> directories = new HashSet<>();

    /** In the order in which they were made. */
    private final List<Pending> pending = new ArrayList<>();

    /** Before the first of some changes. */
    public CrashReplay(List<FileChange> changes) {
        this.changes = List.copyOf(changes);
    }

    /** A change not yet durable: to a file's content, or to names, where null takes a name away. */
    private sealed interface Pending {
        record Content(int file, FileChange change) implements Pending {}

        record Names(Map<Path, @Nullable Integer> entries) implements Pending {}
    }

    /** How many changes were made. */
    public int position() {
        return position;
    }

    /** How many changes a crash now may leave out. */
    public int pending() {
        return pending.size();
    }

    /** How many of them are writes, which may be torn. */
    public int pendingWrites() {
        return (int) pending.stream().filter(CrashReplay::isWrite).count();
    }

    private static boolean isWrite(Pending change) {
        return change instanceof Pending.Content of && of.change() instanceof FileChange.Write;
    }

    /** Makes one more change; false when there is none. */
    public boolean advance() {
        if (position == changes.size()) {
            return false;
        }
        switch (changes.get(position++)) {
            case FileChange.Found found -> {
                FileContent content = new FileContent();
                content.write(0, ByteBuffer.wrap(found.bytes()));
                durable.putIfAbsent(found.file(), content);
                durableNames.put(found.path(), found.file());
                names.put(found.path(), found.file());
                directories.add(parent(found.path()));
            }
            case FileChange.Create create -> {
                durable.put(create.file(), new FileContent());
                name(create.path(), create.file());
            }
            case FileChange.Write write -> pending.add(new Pending.Content(write.file(), write));
            case FileChange.Resize resize -> pending.add(new Pending.Content(resize.file(), resize));
            case FileChange.Sync sync -> sync(sync.file());
            case FileChange.FailedSync sync -> forget(sync.file());
            case FileChange.Rename rename -> {
                int file = Objects.requireNonNull(names.remove(rename.source()));
                names.put(rename.target(), file);
                Map<Path, @Nullable Integer> entries = new LinkedHashMap<>();
                entries.put(rename.source(), null);
                entries.put(rename.target(), file);
                pending.add(new Pending.Names(entries));
            }
            case FileChange.Link link -> name(link.link(), Objects.requireNonNull(names.get(link.existing())));
            case FileChange.Delete delete -> {
                names.remove(delete.path());
                Map<Path, @Nullable Integer> entries = new LinkedHashMap<>();
                entries.put(delete.path(), null);
                pending.add(new Pending.Names(entries));
            }
            case FileChange.CreateDirectories create -> directories.add(create.directory());
            case FileChange.SyncDirectory sync -> syncDirectory(sync.directory());
        }
        return true;
    }

    private void name(Path path, int file) {
        names.put(path, file);
        directories.add(parent(path));
        Map<Path, @Nullable Integer> entries = new LinkedHashMap<>();
        entries.put(path, file);
        pending.add(new Pending.Names(entries));
    }

    private void sync(int file) {
        FileContent content = content(durable, file);
        pending.removeIf(change -> {
            if (change instanceof Pending.Content of && of.file() == file) {
                apply(content, of.change());
                return true;
            }
            return false;
        });
    }

    /** The operating system may take the pages for clean after it failed to write them. */
    private void forget(int file) {
        pending.removeIf(change -> change instanceof Pending.Content of && of.file() == file);
    }

    private void syncDirectory(Path directory) {
        pending.removeIf(change -> {
            if (change instanceof Pending.Names of
                    && of.entries().keySet().stream().anyMatch(path -> directory.equals(parent(path)))) {
                apply(durableNames, of.entries());
                return true;
            }
            return false;
        });
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent(), () -> path + " lies in no directory");
    }

    private static FileContent content(Map<Integer, FileContent> contents, int file) {
        return Objects.requireNonNull(contents.get(file));
    }

    private static void apply(Map<Path, Integer> target, Map<Path, @Nullable Integer> entries) {
        entries.forEach((path, file) -> {
            if (file == null) {
                target.remove(path);
            } else {
                target.put(path, file);
            }
        });
    }

    private static void apply(FileContent content, FileChange change) {
        switch (change) {
            case FileChange.Write write -> content.write(write.position(), ByteBuffer.wrap(write.bytes()));
            case FileChange.Resize resize -> content.resize(resize.size());
            default -> throw new IllegalStateException("no change of content: " + change);
        }
    }

    /**
     * What a crash here may leave.
     *
     * @param seed picks one of the many results of a damage; the same seed at the same position gives the same
     */
    public CrashImage crash(Damage damage, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + position);
        Disk disk = new Disk();
        int prefix = random.nextInt(pending.size() + 1);
        switch (damage) {
            case NONE -> pending.forEach(disk::apply);
            case LOST -> {}
            case PREFIX -> pending.subList(0, prefix).forEach(disk::apply);
            case REORDERED ->
                pending.forEach(change -> {
                    if (random.nextBoolean()) {
                        disk.apply(change);
                    }
                });
            case TORN_SECTOR, TORN_PAGE -> {
                List<Pending> writes =
                        pending.stream().filter(CrashReplay::isWrite).toList();
                if (writes.isEmpty()) {
                    pending.subList(0, prefix).forEach(disk::apply);
                } else {
                    Pending torn = writes.get(random.nextInt(writes.size()));
                    pending.subList(0, pending.indexOf(torn)).forEach(disk::apply);
                    disk.tear(torn, damage, random);
                }
            }
        }
        return disk.image();
    }

    /** The durable state, copied where changes are made to it. */
    private final class Disk {
        private final Map<Integer, FileContent> changed = new HashMap<>();
        private final Map<Path, Integer> changedNames = new LinkedHashMap<>(durableNames);

        void apply(Pending change) {
            switch (change) {
                case Pending.Content of -> CrashReplay.apply(content(of.file()), of.change());
                case Pending.Names of -> CrashReplay.apply(changedNames, of.entries());
            }
        }

        void tear(Pending change, Damage damage, SplittableRandom random) {
            if (change instanceof Pending.Content of && of.change() instanceof FileChange.Write write) {
                TornWrite.apply(content(of.file()), write, damage, random);
            }
        }

        FileContent content(int file) {
            return changed.computeIfAbsent(file, number -> new FileContent(CrashReplay.content(durable, number)));
        }

        CrashImage image() {
            Map<Path, FileContent> files = new HashMap<>();
            changedNames.forEach((path, file) -> files.put(path, changed.computeIfAbsent(file, this::unchanged)));
            return new CrashImage(files, directories);
        }

        private FileContent unchanged(int file) {
            FileContent content = CrashReplay.content(durable, file);
            // Once for all images, as the copies take it over.
            content.hash();
            return new FileContent(content);
        }
    }
}
