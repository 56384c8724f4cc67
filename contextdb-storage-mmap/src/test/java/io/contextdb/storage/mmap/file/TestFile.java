package io.contextdb.storage.mmap.file;

import io.contextdb.memory.NativeMemory;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A data file in memory, written and opened as storage does. */
public final class TestFile {
    private final MemoryFileSystem files = new MemoryFileSystem();
    private final FileKind kind;
    private final long number;
    private final Path path;
    private final FileSummary summary;

    /** Writes a file. */
    public TestFile(FileKind kind, long number, int parameter0, int parameter1, Consumer<DataFileWriter> content) {
        this.kind = kind;
        this.number = number;
        this.path = Path.of("db").resolve(kind.path(number));
        files.createDirectories(Path.of("db").resolve(kind.directory()));
        try (DataFileWriter out = new DataFileWriter(files, path, kind, number, parameter0, parameter1)) {
            content.accept(out);
            summary = out.finish();
        }
    }

    /** Writes a file without parameters. */
    public static TestFile of(FileKind kind, Consumer<DataFileWriter> content) {
        return new TestFile(kind, 17, 0, 0, content);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** What the writer says of it. */
    public FileSummary summary() {
        return summary;
    }

    /** All its bytes. */
    public byte[] bytes() {
        return files.bytes(path);
    }

    /** Opens it. */
    public DataFile open(Arena arena) {
        return DataFile.open(files, path, kind, number, arena);
    }

    /** Opens what became of its bytes. */
    public DataFile open(byte[] changed, Arena arena) {
        MemoryFileSystem damaged = new MemoryFileSystem();
        damaged.put(path, changed);
        return DataFile.open(damaged, path, kind, number, arena);
    }

    /** Puts the bytes of an array into a section of a file. */
    public static void putSection(DataFileWriter out, int id, byte[] bytes) {
        out.begin(id);
        out.put(bytes, 0, bytes.length);
        out.end();
    }

    /** Reads every byte of the body as a reader does that touches before it looks. */
    public static int readBody(DataFile file) {
        int sum = 0;
        for (Section section : file.sections()) {
            for (long offset = section.offset(); offset < section.end(); offset++) {
                file.touch(offset);
                sum += NativeMemory.getByte(file.address() + offset);
            }
        }
        return sum;
    }
}
