package io.contextdb.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.spi.VectorIndexProvider;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins of a program that uses no modules; the build runs tests of this tag on the class path. */
@Tag("class-path")
class OnClassPathTest {

    @TempDir
    Path plugins;

    @Test
    void pluginsOfBothKindsAreLoadedApart() {
        assertFalse(HostModules.api().isNamed(), "this test is about a program on the class path");
        ProviderSources.indexJar("index", "\"plain\"").build(plugins.resolve("a/index.jar"));
        ProviderSources.indexModule("index", "module")
                .service(VectorIndexProvider.class, "index.Index")
                .build(plugins.resolve("b/index.jar"));

        PluginRegistry registry = PluginLayers.load(List.of(plugins));

        assertEquals(List.of(), registry.refusals());
        assertEquals(
                List.of("plain", "module"),
                registry.providers(VectorIndexProvider.class).stream()
                        .map(VectorIndexProvider::name)
                        .toList());
        registry.plugins().forEach(plugin -> assertTrue(plugin.layer().isEmpty()));
    }

    @Test
    void classesOfTheProgramCannotBeSeen() {
        ProviderSources.lookingFor(Plugin.class.getName()).build(plugins.resolve("curious/index.jar"));

        PluginRegistry registry = PluginLayers.load(List.of(plugins));

        assertEquals(
                "hidden",
                registry.providers(VectorIndexProvider.class).getFirst().name());
    }

    @Test
    void brokenOnesAreRefused() {
        ProviderSources.indexModule("index", "undeclared").build(plugins.resolve("broken/index.jar"));

        Refusal refusal = PluginLayers.load(List.of(plugins)).refusals().getFirst();

        assertTrue(refusal.reason().contains("provides no service"), refusal.reason());
    }
}
