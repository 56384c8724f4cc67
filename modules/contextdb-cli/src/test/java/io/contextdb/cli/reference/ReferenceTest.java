package io.contextdb.cli.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.contextdb.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference pages are what the code says; {@code -Dcontextdb.rewrite=true} writes them anew. */
class ReferenceTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path ERROR_CODES = ROOT.resolve("contextdb-api/src/main/java/io/contextdb/api/ErrorCode.java");

    @Test
    void commandLine() throws IOException {
        compare("cli.md", CliReference.write(CommandRun.commands()));
    }

    @Test
    void errors() throws IOException {
        compare("errors.md", ErrorReference.write(Files.readString(ERROR_CODES)));
    }

    private static void compare(String name, String expected) throws IOException {
        Path page = ROOT.resolve("docs/reference").resolve(name);
        if (Boolean.getBoolean("contextdb.rewrite")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, expected);
        }
        assertEquals(expected, Files.readString(page));
    }
}
