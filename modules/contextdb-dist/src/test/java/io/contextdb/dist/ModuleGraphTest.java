package io.contextdb.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The arrows between modules are a decision, so each of them stands in {@code docs/modules.txt} and a new one shows up
 * in review. {@code -Dcontextdb.rewrite=true} writes the file anew.
 */
class ModuleGraphTest {

    private static final Path LIST = Path.of("../../docs/modules.txt");

    private static final String HEAD = """
            # Every arrow between a module of ContextDB and the modules it requires, java.base apart, as an
            # installation has them. ModuleGraphTest compares; -Dcontextdb.rewrite=true writes this file anew.
            """;

    @Test
    void everyArrowIsListed() throws IOException {
        String actual = HEAD
                + ModulePath.modules().stream()
                        .map(ModuleReference::descriptor)
                        .flatMap(ModuleGraphTest::arrows)
                        .collect(Collectors.joining());
        if (Boolean.getBoolean("contextdb.rewrite")) {
            Files.writeString(LIST, actual);
        }
        assertEquals(Files.readString(LIST), actual);
    }

    private static Stream<String> arrows(ModuleDescriptor module) {
        return module.requires().stream()
                .filter(required -> !required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .map(ModuleDescriptor.Requires::name)
                .filter(name -> !name.equals("java.base"))
                .sorted()
                .map(name -> module.name() + " -> " + name + "\n");
    }
}
