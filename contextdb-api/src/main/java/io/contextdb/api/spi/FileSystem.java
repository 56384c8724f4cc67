package io.contextdb.api.spi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Every file operation of log and storage. It is small on purpose: tests put an implementation in between that injects
 * faults, records every write and sync, and replays crashes. Thread-safe.
 *
 * <p>All methods throw {@link io.contextdb.api.ContextDbException}: {@code IO_FAILURE} or {@code DISK_FULL} with the
 * path and the operating system's words; {@code FILE_NOT_FOUND} and {@code ALREADY_EXISTS} where that is the reason.
 */
public interface FileSystem {
    /** Creates a file that must not exist and opens it for writing. */
    WritableFile create(Path path);

    /** Opens an existing file for writing. Never called on a file that is, or was, mapped as part of a snapshot. */
    WritableFile open(Path path);

    /** Maps a whole file read-only; unmapped when {@code arena} closes. An empty file gives an empty segment. */
    MemorySegment map(Path path, Arena arena);

    /**
     * Reads from {@code position} until {@code target} is full or the file ends; returns how many bytes were read. For
     * files that are still being written, which are never mapped.
     */
    int read(Path path, long position, ByteBuffer target);

    /** The bytes of a small file. {@code CORRUPTION} when it is larger than {@code bytesMax}. */
    byte[] readAll(Path path, int bytesMax);

    /** Makes a file of this content, in the place of any other, and syncs it, but not its directory. */
    default void writeAll(Path path, MemorySegment content) {
        long pieceBytes = 1 << 20;
        delete(path);
        try (WritableFile file = create(path)) {
            for (long offset = 0; offset < content.byteSize(); offset += pieceBytes) {
                long length = Math.min(pieceBytes, content.byteSize() - offset);
                file.write(content.asSlice(offset, length).asByteBuffer(), offset);
            }
            file.force(true);
        }
    }

    /** Whether two names are those of one file, as {@link #link} makes them. */
    boolean isSameFile(Path one, Path other);

    /** Whether two files, which nobody writes meanwhile, have the same content. */
    default boolean sameBytes(Path one, Path other) {
        int pieceBytes = 1 << 20;
        long bytes = size(one);
        if (bytes != size(other)) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer piece = arena.allocate(pieceBytes).asByteBuffer();
            ByteBuffer otherPiece = arena.allocate(pieceBytes).asByteBuffer();
            for (long position = 0; position < bytes; position += pieceBytes) {
                read(one, position, piece.clear());
                read(other, position, otherPiece.clear());
                if (!piece.flip().equals(otherPiece.flip())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether a file or directory is there. */
    boolean exists(Path path);

    /** Whether a directory is there. */
    boolean isDirectory(Path path);

    /** The length of a file in bytes. */
    long size(Path path);

    /** The names in a directory in their natural order; empty when the directory is missing. */
    List<Path> list(Path directory);

    /** Creates a directory with its parents, and syncs the parents; nothing when it exists. */
    void createDirectories(Path directory);

    /** Renames a file within one file system, atomically, replacing {@code target}. */
    void rename(Path source, Path target);

    /** Gives an existing file a second name that must not exist, atomically. */
    void link(Path existing, Path link);

    /** Deletes a file; nothing when it is missing. */
    void delete(Path path);

    /** Makes creations, renames, links and deletions in a directory durable. */
    void syncDirectory(Path directory);

    /** The room of the volume that {@code directory} is on; a quota of this process counts as one. */
    Space space(Path directory);

    /**
     * The room of a volume, in bytes.
     *
     * @param free what this process may still write
     */
    record Space(long free, long total) {}

    /**
     * Takes an exclusive lock between processes on a file, creating it. {@code DATABASE_LOCKED} when it is taken, also
     * by this process.
     */
    AutoCloseable lock(Path path);
}
