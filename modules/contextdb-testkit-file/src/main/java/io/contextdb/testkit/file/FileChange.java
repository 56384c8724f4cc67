package io.contextdb.testkit.file;

import java.nio.file.Path;

/** A change made through a {@link RecordingFileSystem}. Files have numbers, because names move. */
public sealed interface FileChange {
    /** A file that was there, and durable, when it was first touched. */
    record Found(int file, Path path, byte[] bytes) implements FileChange {}

    /** A new empty file. */
    record Create(int file, Path path) implements FileChange {}

    /** Bytes written. */
    record Write(int file, long position, byte[] bytes) implements FileChange {}

    /** A file cut, or grown with zeros. */
    record Resize(int file, long size) implements FileChange {}

    /** A file synced. */
    record Sync(int file) implements FileChange {}

    /**
     * A sync that failed: what was written since the last one is lost, and a later sync makes nothing of it durable.
     */
    record FailedSync(int file) implements FileChange {}

    /** A file renamed. */
    record Rename(Path source, Path target) implements FileChange {}

    /** A file given a second name. */
    record Link(Path existing, Path link) implements FileChange {}

    /** A name deleted. */
    record Delete(Path path) implements FileChange {}

    /** A directory made and durable with its parents. */
    record CreateDirectories(Path directory) implements FileChange {}

    /** The names in a directory synced. */
    record SyncDirectory(Path directory) implements FileChange {}
}
