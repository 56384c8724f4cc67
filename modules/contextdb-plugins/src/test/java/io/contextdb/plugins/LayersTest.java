package io.contextdb.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.spi.StorageProvider;
import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.testkit.JarBuilder;
import java.io.IOException;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of directories that hold working plug-ins. */
class LayersTest {

    @TempDir
    Path plugins;

    @Test
    void jarsThatAreModulesKeepTheirModules() {
        Path library = new JarBuilder()
                .source("module-info", "module library { exports library; }")
                .source("library.Name", "package library; public class Name { public static String NAME = \"near\"; }")
                .build(plugins.resolve("near/library.jar"));
        new JarBuilder()
                .with(library)
                .source("module-info", """
                        module near {
                            requires io.contextdb.api;
                            requires library;
                            provides io.contextdb.api.spi.VectorIndexProvider with near.Index;
                        }
                        """)
                .source("near.Index", ProviderSources.index("near", "library.Name.NAME"))
                .build(plugins.resolve("near/index.jar"));

        PluginRegistry registry = load();

        assertEquals(List.of("near"), indexNames(registry));
        assertEquals(
                List.of("library", "near"),
                registry.plugins().getFirst().layer().orElseThrow().modules().stream()
                        .map(Module::getName)
                        .sorted()
                        .toList());
    }

    @Test
    void jarsThatSplitAPackageBecomeOneModule() {
        Path half = new JarBuilder()
                .source("split.Half", "package split; class Half { static String name() { return \"split\"; } }")
                .build(plugins.resolve("split/a.jar"));
        ProviderSources.indexJar("split", "Half.name()").with(half).build(plugins.resolve("split/b.jar"));

        PluginRegistry registry = load();

        assertEquals(List.of("split"), indexNames(registry));
        assertEquals(
                1, registry.plugins().getFirst().layer().orElseThrow().modules().size());
    }

    @Test
    void oneJarWithoutDescriptorUnitesTheOthersWithIt() {
        ProviderSources.indexModule("near", "near")
                .service(VectorIndexProvider.class, "near.Index")
                .build(plugins.resolve("mixed/module.jar"));
        ProviderSources.storageJar("store", "heap").build(plugins.resolve("mixed/plain.jar"));

        PluginRegistry registry = load();

        assertEquals(List.of("near"), indexNames(registry));
        assertEquals(
                List.of("heap"),
                registry.providers(StorageProvider.class).stream()
                        .map(StorageProvider::name)
                        .toList());
    }

    @Test
    void pluginsMayBringDifferentVersionsOfOneLibrary() {
        for (String version : List.of("1", "2")) {
            Path library = new JarBuilder()
                    .source(
                            "library.Version",
                            "package library; public class Version { public static String get() { return \"" + version
                                    + "\"; } }")
                    .build(plugins.resolve("index" + version + "/library.jar"));
            ProviderSources.indexJar("index", "library.Version.get()")
                    .with(library)
                    .build(plugins.resolve("index" + version + "/index.jar"));
        }

        assertEquals(List.of("1", "2"), indexNames(load()));
    }

    @Test
    void classesTheJdkHasAreTakenFromTheJdk() {
        ProviderSources.indexJar("index", "javax.xml.parsers.SAXParserFactory.class.getModule().getName()")
                .resource("javax/xml/parsers/SAXParserFactory.class", "a copy that cannot even be loaded")
                .build(plugins.resolve("xml/index.jar"));

        assertEquals(List.of("java.xml"), indexNames(load()));
    }

    @Test
    void directoriesThatAreNoJavaNamesAreNoPackages() {
        ProviderSources.indexJar("index", "\"near\"")
                .resource("org/example/enum/Old.class", new byte[] {1})
                .resource("a-b/Odd.class", new byte[] {1})
                .build(plugins.resolve("odd name-1/index.jar"));

        PluginRegistry registry = load();

        assertEquals(List.of("near"), indexNames(registry));
        assertEquals("odd name-1", registry.plugins().getFirst().name());
    }

    @Test
    void jdkModulesOfThePromisedListCanBeUsed() {
        String names = "java.sql.Types.class.getModule().getName() + ' ' + "
                + "javax.naming.Context.class.getModule().getName() + ' ' + "
                + "java.lang.management.ManagementFactory.class.getModule().getName() + ' ' + "
                + "sun.misc.Unsafe.class.getModule().getName()";
        ProviderSources.indexJar("index", names).build(plugins.resolve("jdk/index.jar"));

        assertEquals(List.of("java.sql java.naming java.management jdk.unsupported"), indexNames(load()));
    }

    @Test
    void nothingElseOfTheProgramCanBeSeen() {
        ProviderSources.lookingFor(Plugin.class.getName()).build(plugins.resolve("curious/index.jar"));

        assertEquals(List.of("hidden"), indexNames(load()));
    }

    @Test
    void bothKindsOfLayerGetNativeAccess() {
        ProviderSources.indexModule("near", "near").build(plugins.resolve("a/index.jar"));
        ProviderSources.indexJar("index", "\"far\"").build(plugins.resolve("b/index.jar"));

        PluginRegistry registry = load();

        assertEquals(2, registry.plugins().size());
        for (Plugin plugin : registry.plugins()) {
            plugin.layer()
                    .orElseThrow()
                    .modules()
                    .forEach(module -> assertTrue(module.isNativeAccessEnabled(), module.getName()));
        }
    }

    @Test
    void unitedModulesCanBeRead() throws IOException {
        ProviderSources.indexJar("index", "\"near\"")
                .resource("settings/default.txt", "k=10")
                .build(plugins.resolve("near/index.jar"));
        Plugin plugin = load().plugins().getFirst();
        ModuleReference module = plugin.layer()
                .orElseThrow()
                .configuration()
                .modules()
                .iterator()
                .next()
                .reference();

        try (ModuleReader reader = module.open()) {
            assertEquals(
                    List.of(
                            "META-INF/services/" + VectorIndexProvider.class.getName(),
                            "index/Index.class",
                            "settings/default.txt"),
                    reader.list().toList());
            assertEquals(
                    "k=10",
                    new String(
                            reader.open("settings/default.txt").orElseThrow().readAllBytes(), StandardCharsets.UTF_8));
            assertTrue(reader.find("nowhere").isEmpty());
        }
        assertEquals(
                URI.create(plugin.directory().toUri().toString()),
                module.location().orElseThrow());
    }

    @Test
    void everyCallCreatesNewProviders() {
        ProviderSources.indexJar("index", "\"near\"").build(plugins.resolve("near/index.jar"));
        PluginRegistry registry = load();

        VectorIndexProvider first =
                registry.providers(VectorIndexProvider.class).getFirst();
        VectorIndexProvider second =
                registry.providers(VectorIndexProvider.class).getFirst();

        assertEquals(first, first);
        assertNotEquals(first, second);
        assertThrows(
                UnsupportedOperationException.class, () -> registry.plugins().clear());
    }

    private PluginRegistry load() {
        PluginRegistry registry = PluginLayers.load(List.of(plugins));
        assertEquals(List.of(), registry.refusals());
        return registry;
    }

    private static List<String> indexNames(PluginRegistry registry) {
        return registry.providers(VectorIndexProvider.class).stream()
                .map(VectorIndexProvider::name)
                .toList();
    }
}
