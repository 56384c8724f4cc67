package io.contextdb.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user types and sees: the scripts in {@code src/test/sessions}, run on a database of their own.
 * {@code -Dcontextdb.rewrite=true} writes down what is printed now; read the difference before you commit it.
 */
class SessionTest {
    private static final Path SESSIONS = Path.of("src/test/sessions");

    @TempDir
    Path directory;

    static Stream<Path> sessions() throws IOException {
        try (Stream<Path> files = Files.list(SESSIONS)) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void printsWhatIsWrittenDown(Path script) throws IOException {
        try (Stream<Path> data = Files.list(SESSIONS.resolve("data"))) {
            for (Path file : data.toList()) {
                Files.copy(file, directory.resolve(file.getFileName().toString()));
            }
        }
        String written = Files.readString(script);
        String printed = new Session(directory).replay(written);
        if (Boolean.getBoolean("contextdb.rewrite")) {
            Files.writeString(script, printed);
            written = printed;
        }
        assertEquals(written, printed);
    }
}
