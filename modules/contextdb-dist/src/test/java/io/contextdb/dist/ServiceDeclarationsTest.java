package io.contextdb.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Providers are found on the module path by {@code provides} and on the class path by {@code META-INF/services}. Both
 * must say the same, or an embedded database would differ between the two.
 */
class ServiceDeclarationsTest {

    private static final String DIRECTORY = "META-INF/services/";

    @TestFactory
    List<DynamicTest> declarationsOfModuleAndClassPathAgree() {
        return ModulePath.modules().stream()
                .map(module ->
                        DynamicTest.dynamicTest(module.descriptor().name(), () -> assertDeclarationsAgree(module)))
                .toList();
    }

    private static void assertDeclarationsAgree(ModuleReference module) throws IOException {
        Map<String, List<String>> ofModulePath = module.descriptor().provides().stream()
                .collect(Collectors.toMap(
                        ModuleDescriptor.Provides::service,
                        ModuleDescriptor.Provides::providers,
                        (left, _) -> left,
                        TreeMap::new));
        Map<String, List<String>> ofClassPath = new TreeMap<>();
        try (ModuleReader reader = module.open()) {
            List<String> files = reader.list()
                    .filter(name -> name.startsWith(DIRECTORY) && name.length() > DIRECTORY.length())
                    .toList();
            for (String file : files) {
                ByteBuffer content = reader.read(file).orElseThrow();
                ofClassPath.put(
                        file.substring(DIRECTORY.length()),
                        StandardCharsets.UTF_8
                                .decode(content)
                                .toString()
                                .lines()
                                .toList());
            }
        }
        assertEquals(ofModulePath, ofClassPath);
    }
}
