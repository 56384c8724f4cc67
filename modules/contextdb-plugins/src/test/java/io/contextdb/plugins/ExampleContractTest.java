package io.contextdb.plugins;

import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.testkit.JarBuilder;
import io.contextdb.testkit.vector.IndexFileContract;
import io.contextdb.testkit.vector.IndexLifecycleContract;
import io.contextdb.testkit.vector.IndexSearchContract;
import io.contextdb.testkit.vector.VectorIndexFixture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The example of a plug-in, compiled and loaded as its README says, keeps the contract of vector indexes. */
class ExampleContractTest {

    @SuppressWarnings("NullAway.Init") // set by JUnit
    @TempDir
    static Path plugins;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Scan scan;

    @BeforeAll
    static void load() {
        new JarBuilder().sources(Path.of("../../examples/plugin-scan/src")).build(plugins.resolve("scan/scan.jar"));
        PluginRegistry registry = PluginLayers.load(List.of(plugins));
        scan = new Scan(registry.providers(VectorIndexProvider.class).getFirst());
    }

    private record Scan(VectorIndexProvider provider) implements VectorIndexFixture {
        @Override
        public double recallMin() {
            return 1;
        }
    }

    @Nested
    class Search extends IndexSearchContract {
        @Override
        protected VectorIndexFixture fixture() {
            return scan;
        }
    }

    @Nested
    class File extends IndexFileContract {
        @Override
        protected VectorIndexFixture fixture() {
            return scan;
        }
    }

    @Nested
    class Lifecycle extends IndexLifecycleContract {
        @Override
        protected VectorIndexFixture fixture() {
            return scan;
        }
    }
}
