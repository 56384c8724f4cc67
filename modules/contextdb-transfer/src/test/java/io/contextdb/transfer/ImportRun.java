package io.contextdb.transfer;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.contextdb.api.ContextDbException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** One import in a test: files in a directory of its own, read into a {@link RecordingLoader}. */
public final class ImportRun {
    public final RecordingLoader loader = new RecordingLoader();
    private final Path directory;

    public ImportRun(Path directory) {
        this.directory = directory;
    }

    /** Writes a text file, gzip-compressed when its name says so. */
    public Path write(String name, String... lines) throws IOException {
        return write(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file, gzip-compressed when its name says so. */
    public Path write(String name, byte[] content) throws IOException {
        Path path = directory.resolve(name);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(path))
                : Files.newOutputStream(path)) {
            out.write(content);
        }
        return path;
    }

    /** Reads files with default options. */
    public ImportSummary read(Path... files) {
        return read(ImportOptions.defaults(), files);
    }

    /** Reads files. */
    public ImportSummary read(ImportOptions options, Path... files) {
        return ImportPlan.of(List.of(files), options).read(loader, (_, _, _, _) -> {});
    }

    /** Reads files and returns the error that ends the import. */
    public ContextDbException readFails(ImportOptions options, Path... files) {
        return assertThrows(ContextDbException.class, () -> read(options, files));
    }

    /** The reasons in a rejects file, in their order. */
    public List<String> reasons(Path rejects) throws IOException {
        return Files.readAllLines(rejects).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(fields -> fields[1] + ": " + fields[2] + ": " + fields[3])
                .toList();
    }

    /** The first {@code length} bytes. */
    public static byte[] cut(byte[] content, int length) {
        return Arrays.copyOf(content, length);
    }
}
