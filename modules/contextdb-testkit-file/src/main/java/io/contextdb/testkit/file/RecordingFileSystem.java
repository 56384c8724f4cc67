package io.contextdb.testkit.file;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes down every change that succeeds, and every sync that fails, over another file system. Bytes are copied, so
 * memory grows with what is written. Thread-safe.
 */
public final class RecordingFileSystem extends ForwardingFileSystem {
    private final List<FileChange> changes = new ArrayList<>();
    private final Map<Path, Integer> numbers = new HashMap<>();
    private int numberNext;

    /** With nothing written down so far. */
    public RecordingFileSystem(FileSystem files) {
        super(files);
    }

    /** Writes down that a file is there, and durable. */
    public synchronized void includeFile(Path path) {
        number(path);
    }

    /**
     * Writes down the files that are in a directory; others that are there from the beginning are noted when they are
     * first changed.
     */
    public synchronized void include(Path directory) {
        super.list(directory).forEach(this::number);
    }

    /** How many changes were written down so far. */
    public synchronized int position() {
        return changes.size();
    }

    /** The changes so far. */
    public synchronized List<FileChange> changes() {
        return List.copyOf(changes);
    }

    private synchronized void record(FileChange change) {
        changes.add(change);
    }

    private synchronized int number(Path path) {
        Integer known = numbers.get(path);
        if (known != null) {
            return known;
        }
        int number = numbers.keySet().stream()
                .filter(name -> super.exists(name) && super.isSameFile(name, path))
                .findFirst()
                .map(numbers::get)
                .orElseGet(() -> numberNext++);
        changes.add(new FileChange.Found(number, path, super.readAll(path, Integer.MAX_VALUE)));
        numbers.put(path, number);
        return number;
    }

    @Override
    public synchronized WritableFile create(Path path) {
        WritableFile file = super.create(path);
        int number = numberNext++;
        numbers.put(path, number);
        record(new FileChange.Create(number, path));
        return new RecordingFile(file, number);
    }

    @Override
    public synchronized WritableFile open(Path path) {
        WritableFile file = super.open(path);
        return new RecordingFile(file, number(path));
    }

    @Override
    public void createDirectories(Path directory) {
        super.createDirectories(directory);
        record(new FileChange.CreateDirectories(directory));
    }

    @Override
    public synchronized void rename(Path source, Path target) {
        int number = number(source);
        super.rename(source, target);
        numbers.remove(source);
        numbers.put(target, number);
        record(new FileChange.Rename(source, target));
    }

    @Override
    public synchronized void link(Path existing, Path link) {
        int number = number(existing);
        super.link(existing, link);
        numbers.put(link, number);
        record(new FileChange.Link(existing, link));
    }

    @Override
    public synchronized void delete(Path path) {
        boolean present = super.exists(path);
        if (present) {
            number(path);
        }
        super.delete(path);
        if (present) {
            numbers.remove(path);
            record(new FileChange.Delete(path));
        }
    }

    @Override
    public void syncDirectory(Path directory) {
        super.syncDirectory(directory);
        record(new FileChange.SyncDirectory(directory));
    }

    private final class RecordingFile extends ForwardingFile {
        private final int number;

        RecordingFile(WritableFile file, int number) {
            super(file);
            this.number = number;
        }

        @Override
        public void write(ByteBuffer source, long position) {
            byte[] bytes = new byte[source.remaining()];
            source.get(source.position(), bytes);
            super.write(source, position);
            record(new FileChange.Write(number, position, bytes));
        }

        @Override
        public void preallocate(long size) {
            boolean grows = size > size();
            super.preallocate(size);
            if (grows) {
                record(new FileChange.Resize(number, size));
            }
        }

        @Override
        public void truncate(long size) {
            super.truncate(size);
            record(new FileChange.Resize(number, size));
        }

        @Override
        public void force(boolean metadata) {
            try {
                super.force(metadata);
            } catch (RuntimeException e) {
                record(new FileChange.FailedSync(number));
                throw e;
            }
            record(new FileChange.Sync(number));
        }
    }
}
