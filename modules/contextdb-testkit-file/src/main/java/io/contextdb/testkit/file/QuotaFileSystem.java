package io.contextdb.testkit.file;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.WritableFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A disk of a size of its own: files may grow to so many bytes together, and not by one more. What is written within a
 * file's length takes no room, and a second name none either. Files that were there before count from when they are
 * opened for writing. Thread-safe.
 */
public final class QuotaFileSystem extends ForwardingFileSystem {
    private final FileSystem files;
    private final long total;
    private final Map<Path, Content> contents = new HashMap<>();
    private long quota;
    private long used;

    /** What lies behind one name or several; guarded by the file system. */
    private static final class Content {
        private long size;
        private int names = 1;
    }

    /** A disk over another one. */
    public QuotaFileSystem(FileSystem files, long totalBytes) {
        super(files);
        this.files = files;
        total = totalBytes;
        quota = totalBytes;
    }

    /** Leaves this much of the disk, as if others used the rest; it may be less than is used. */
    public synchronized void quota(long bytes) {
        quota = bytes;
    }

    /** The bytes used. */
    public synchronized long used() {
        return used;
    }

    @Override
    public synchronized Space space(Path directory) {
        return new Space(Math.max(0, quota - used), total);
    }

    @Override
    public WritableFile create(Path path) {
        synchronized (this) {
            if (used >= quota) {
                throw full("create", path, 1);
            }
        }
        WritableFile file = files.create(path);
        return new QuotaFile(file, content(path, 0));
    }

    @Override
    public WritableFile open(Path path) {
        WritableFile file = files.open(path);
        return new QuotaFile(file, content(path, file.size()));
    }

    private synchronized Content content(Path path, long size) {
        Content content = contents.computeIfAbsent(path, missing -> new Content());
        used += size - content.size;
        content.size = size;
        return content;
    }

    @Override
    public void rename(Path source, Path target) {
        files.rename(source, target);
        synchronized (this) {
            forget(target);
            Content content = contents.remove(source);
            if (content != null) {
                contents.put(target, content);
            }
        }
    }

    @Override
    public void link(Path existing, Path link) {
        files.link(existing, link);
        synchronized (this) {
            Content content = contents.get(existing);
            if (content != null) {
                content.names++;
                contents.put(link, content);
            }
        }
    }

    @Override
    public void delete(Path path) {
        files.delete(path);
        synchronized (this) {
            forget(path);
        }
    }

    private void forget(Path path) {
        Content content = contents.remove(path);
        if (content != null && --content.names == 0) {
            used -= content.size;
        }
    }

    private synchronized void grow(String verb, Path path, Content content, long size) {
        long more = size - content.size;
        if (more > 0 && used + more > quota) {
            throw full(verb, path, more);
        }
        if (more > 0) {
            used += more;
            content.size = size;
        }
    }

    private synchronized void shrink(Content content, long size) {
        used += size - content.size;
        content.size = size;
    }

    private ContextDbException full(String verb, Path path, long more) {
        return new ContextDbException(
                ErrorCode.DISK_FULL,
                "cannot " + verb + " " + path + ": no space left on device (" + more + " bytes more than " + used
                        + " of " + quota + ")");
    }

    /** A file on the disk, under whatever name it has by now. */
    private final class QuotaFile extends ForwardingFile {
        private final Content content;

        QuotaFile(WritableFile file, Content content) {
            super(file);
            this.content = content;
        }

        @Override
        public void write(ByteBuffer source, long position) {
            grow("write", path(), content, position + source.remaining());
            super.write(source, position);
        }

        @Override
        public void preallocate(long size) {
            grow("preallocate", path(), content, size);
            super.preallocate(size);
        }

        @Override
        public void truncate(long size) {
            grow("truncate", path(), content, size);
            super.truncate(size);
            shrink(content, size);
        }
    }
}
