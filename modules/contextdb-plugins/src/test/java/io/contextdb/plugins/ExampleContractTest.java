package io.contextdb.plugins;

import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.testkit.JarBuilder;
import io.contextdb.testkit.vector.VectorIndexContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The example of a plug-in, compiled and loaded as its README says, keeps the contract of vector indexes. */
class ExampleContractTest extends VectorIndexContract {
    @SuppressWarnings("NullAway.Init") // set by JUnit
    @TempDir
    static Path plugins;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static VectorIndexProvider scan;

    @BeforeAll
    static void load() {
        new JarBuilder().sources(Path.of("../../examples/plugin-scan/src")).build(plugins.resolve("scan/scan.jar"));
        PluginRegistry registry = PluginLayers.load(List.of(plugins));
        scan = registry.providers(VectorIndexProvider.class).getFirst();
    }

    ExampleContractTest() {
        super(scan, 1);
    }
}
