package io.contextdb.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.testkit.JarBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a call into a plug-in sees, and what comes out of it. */
class PluginCallTest {

    @TempDir
    Path plugins;

    @Test
    void libraryFindsItsServicesAndSettingsThroughTheContextClassLoader() {
        new JarBuilder()
                .source("library.Service", "package library; public interface Service { String name(); }")
                .source("library.Look", """
                        package library;

                        import java.util.Collections;
                        import java.util.ServiceLoader;

                        public class Look {
                            public static String around() {
                                ClassLoader loader = Thread.currentThread().getContextClassLoader();
                                StringBuilder seen = new StringBuilder();
                                ServiceLoader.load(Service.class).forEach(service -> seen.append(service.name()));
                                try {
                                    seen.append(Collections.list(loader.getResources("settings.txt")).size());
                                    seen.append(new String(
                                            Look.class.getResourceAsStream("/settings.txt").readAllBytes()));
                                } catch (java.io.IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                                return seen.toString();
                            }
                        }
                        """)
                .source(
                        "library.One",
                        "package library; public class One implements Service {"
                                + " public String name() { return \"one,\"; } }")
                .resource("META-INF/services/library.Service", "# the first\nlibrary.One\n")
                .resource("settings.txt", "A")
                .build(plugins.resolve("near/a.jar"));
        Path library = plugins.resolve("near/a.jar");
        new JarBuilder()
                .with(library)
                .source(
                        "other.Two",
                        "package other; public class Two implements library.Service {"
                                + " public String name() { return \"two,\"; } }")
                .resource("META-INF/services/library.Service", "other.Two\n")
                .resource("settings.txt", "B")
                .build(plugins.resolve("near/b.jar"));
        ProviderSources.indexJar("index", "library.Look.around()").with(library).build(plugins.resolve("near/c.jar"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        assertEquals("one,two,2A", provider().name());
        assertEquals(before, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void exceptionsPassThrough() {
        ProviderSources.indexJar("index", "\"near\"").build(plugins.resolve("near/index.jar"));
        VectorIndexProvider provider = provider();
        VectorIndexOptions options = VectorIndexOptions.of("near");

        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> provider.validate(options));

        assertEquals("asked near", thrown.getMessage());
    }

    @Test
    void jarMissingAtTheCallIsAnErrorThatNamesThePlugin() throws IOException {
        Path library = new JarBuilder()
                .source(
                        "library.Name",
                        "package library; public class Name { public static String GET = \"\".trim(); }")
                .build(plugins.resolve("near/library.jar"));
        String source = ProviderSources.index("index", "\"near\"").replace("\"asked \" + name()", "library.Name.GET");
        ProviderSources.jar("index.Index", source).with(library).build(plugins.resolve("near/index.jar"));
        Files.delete(library);
        VectorIndexProvider provider = provider();

        ContextDbException thrown =
                assertThrows(ContextDbException.class, () -> provider.validate(VectorIndexOptions.of("near")));

        assertEquals(ErrorCode.PLUGIN_REFUSED, thrown.code());
        assertTrue(thrown.getMessage().contains("plug-in near in "), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("VectorIndexProvider.validate"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("library/Name"), thrown.getMessage());
    }

    @Test
    void providersAreComparedByIdentity() {
        ProviderSources.indexJar("index", "\"near\"").build(plugins.resolve("near/index.jar"));
        PluginRegistry registry = PluginLayers.load(List.of(plugins));
        VectorIndexProvider one = registry.providers(VectorIndexProvider.class).getFirst();
        VectorIndexProvider other =
                registry.providers(VectorIndexProvider.class).getFirst();

        assertEquals(one, one);
        assertEquals(one.hashCode(), one.hashCode());
        assertNotEquals(one, other);
        assertTrue(one.toString().startsWith("index.Index@"), one.toString());
    }

    private VectorIndexProvider provider() {
        PluginRegistry registry = PluginLayers.load(List.of(plugins));
        assertEquals(List.of(), registry.refusals());
        return registry.providers(VectorIndexProvider.class).getFirst();
    }
}
