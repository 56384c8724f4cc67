package io.contextdb.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.testkit.JarBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken plug-ins: each is refused with its name and a reason, and the sound one beside it is loaded. */
class RefusalsTest {

    @TempDir
    Path plugins;

    @Test
    void directoryWithoutJar() throws IOException {
        Files.createDirectories(plugins.resolve("broken"));
        assertRefused("holds no jar");
    }

    @Test
    void jarWithoutDirectory() {
        ProviderSources.indexJar("index", "\"near\"").build(plugins.resolve("broken"));
        ProviderSources.indexJar("index", "\"near\"").build(plugins.resolve("lonely.jar"));

        List<Refusal> refusals = PluginLayers.load(List.of(plugins)).refusals();

        assertEquals(List.of("lonely.jar"), refusals.stream().map(Refusal::name).toList());
        assertTrue(refusals.getFirst().reason().contains("directory of its own"), refusals.toString());
    }

    @Test
    void jarOfOtherBytes() throws IOException {
        Files.createDirectories(plugins.resolve("broken"));
        Files.writeString(plugins.resolve("broken/index.jar"), "no zip archive");
        assertRefused("index.jar cannot be read as a jar");
    }

    @Test
    void truncatedJar() throws IOException {
        Path jar = ProviderSources.indexJar("index", "\"near\"").build(plugins.resolve("broken/index.jar"));
        byte[] bytes = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused("index.jar cannot be read as a jar");
    }

    @Test
    void oversizedServiceFile() {
        ProviderSources.indexJar("index", "\"near\"")
                .resource("META-INF/services/other.Service", "#".repeat(70_000))
                .build(plugins.resolve("broken/index.jar"));
        assertRefused("70000 bytes, more than 65536");
    }

    @Test
    void noProvider() {
        new JarBuilder()
                .source("some.Library", "package some; public class Library {}")
                .build(plugins.resolve("broken/library.jar"));
        assertRefused("provides no service of io.contextdb.api");
    }

    @Test
    void declaredProviderIsMissing() {
        new JarBuilder().service(VectorIndexProvider.class, "index.Absent").build(plugins.resolve("broken/index.jar"));
        assertRefused("index.jar declares the provider index.Absent");
    }

    @Test
    void providerOfAServiceThatDoesNotExist() {
        new JarBuilder()
                .source("index.Index", "package index; public class Index {}")
                .resource("META-INF/services/io.contextdb.api.spi.TeleportProvider", "index.Index\n")
                .build(plugins.resolve("broken/index.jar"));
        assertRefused("io.contextdb.api.spi.TeleportProvider, which this version of the database lacks");
    }

    @Test
    void providerIsNone() {
        ProviderSources.jar("index.Index", "package index; public class Index {}")
                .build(plugins.resolve("broken/index.jar"));
        assertRefused("index.Index not a subtype");
    }

    @Test
    void requiredModuleIsMissing() {
        Path library = new JarBuilder()
                .source("module-info", "module library { exports library; }")
                .source("library.Name", "package library; public class Name {}")
                .build(plugins.resolveSibling("elsewhere.jar"));
        new JarBuilder()
                .with(library)
                .source("module-info", """
                        module index {
                            requires io.contextdb.api;
                            requires library;
                            provides io.contextdb.api.spi.VectorIndexProvider with index.Index;
                        }
                        """)
                .source("index.Index", ProviderSources.index("index", "\"near\""))
                .build(plugins.resolve("broken/index.jar"));
        assertRefused("Module library not found, required by index");
    }

    @Test
    void superclassIsMissing() {
        Path library = new JarBuilder()
                .source("library.Base", "package library; public class Base {}")
                .build(plugins.resolveSibling("base.jar"));
        String source = ProviderSources.index("index", "\"near\"")
                .replace("class Index implements", "class Index extends library.Base implements");
        ProviderSources.jar("index.Index", source).with(library).build(plugins.resolve("broken/index.jar"));
        assertRefused("library/Base");
    }

    @Test
    void modulesThatSplitAPackage() {
        ProviderSources.indexModule("index", "near").build(plugins.resolve("broken/index.jar"));
        new JarBuilder()
                .source("module-info", "module other {}")
                .source("index.Other", "package index; class Other {}")
                .build(plugins.resolve("broken/other.jar"));
        assertRefused("index");
    }

    @Test
    void ownCopyOfTheApiAsModule() {
        ProviderSources.indexModule("index", "near").build(plugins.resolve("broken/index.jar"));
        new JarBuilder()
                .source("module-info", "module io.contextdb.api { exports io.contextdb.api; }")
                .source("io.contextdb.api.Node", "package io.contextdb.api; public class Node {}")
                .build(plugins.resolve("broken/api.jar"));
        assertRefused("brings a module io.contextdb.api of its own");
    }

    @Test
    void ownCopyOfTheApiAsJar() {
        ProviderSources.indexJar("index", "\"near\"").build(plugins.resolve("broken/index.jar"));
        new JarBuilder()
                .source("io.contextdb.api.spi.Extra", "package io.contextdb.api.spi; public class Extra {}")
                .build(plugins.resolve("broken/api.jar"));
        assertRefused("api.jar holds io.contextdb.api.spi, which the database provides");
    }

    @Test
    void constructorFails() {
        String source =
                ProviderSources.index("index", "\"near\"").replace("class Index implements VectorIndexProvider {", """
                        class Index implements VectorIndexProvider {
                            public Index() {
                                throw new IllegalStateException("no licence");
                            }
                        """);
        ProviderSources.jar("index.Index", source).build(plugins.resolve("broken/index.jar"));
        assertRefusedWhenAskedFor("no licence");
    }

    @Test
    void nameFails() {
        ProviderSources.indexJar("index", "\"near\".substring(9)").build(plugins.resolve("broken/index.jar"));
        assertRefusedWhenAskedFor("cannot say its name");
    }

    @Test
    void nameIsMissing() {
        ProviderSources.indexJar("index", "null").build(plugins.resolve("broken/index.jar"));
        assertRefusedWhenAskedFor("has no name");
    }

    @Test
    void secondOfOneName() {
        ProviderSources.indexJar("first", "\"first\"").build(plugins.resolve("one/near/index.jar"));
        ProviderSources.indexJar("second", "\"second\"").build(plugins.resolve("two/near/index.jar"));

        PluginRegistry registry = PluginLayers.load(List.of(plugins.resolve("one"), plugins.resolve("two")));

        assertEquals(
                List.of("first"),
                registry.providers(VectorIndexProvider.class).stream()
                        .map(VectorIndexProvider::name)
                        .toList());
        assertEquals(plugins.resolve("two/near"), registry.refusals().getFirst().directory());
    }

    @Test
    void directoryOfPluginsIsMissing() {
        PluginRegistry registry = PluginLayers.load(List.of(plugins.resolve("nowhere")));

        assertEquals(List.of(), registry.plugins());
        assertTrue(registry.refusals().getFirst().toString().contains("nowhere"));
    }

    @Test
    void hiddenDirectoriesAndOtherFilesArePassedOver() throws IOException {
        Files.createDirectories(plugins.resolve(".git"));
        Files.writeString(plugins.resolve("README.md"), "Put plug-ins here.");

        assertEquals(List.of(), PluginLayers.load(List.of(plugins)).refusals());
    }

    private void assertRefused(String reason) {
        ProviderSources.indexJar("index", "\"sound\"").build(plugins.resolve("sound/index.jar"));

        PluginRegistry registry = PluginLayers.load(List.of(plugins));

        assertEquals(
                List.of("sound"),
                registry.providers(VectorIndexProvider.class).stream()
                        .map(VectorIndexProvider::name)
                        .toList());
        assertEquals(1, registry.refusals().size(), registry.refusals().toString());
        Refusal refusal = registry.refusals().getFirst();
        assertEquals("broken", refusal.name());
        assertEquals(plugins.resolve("broken"), refusal.directory());
        assertTrue(refusal.reason().contains(reason), refusal.reason());
    }

    /** What runs code of the plug-in shows only when its service is asked for. */
    private void assertRefusedWhenAskedFor(String reason) {
        PluginRegistry registry = PluginLayers.load(List.of(plugins));
        assertEquals(List.of(), registry.refusals());
        for (int i = 0; i < 2; i++) {
            assertEquals(List.of(), registry.providers(VectorIndexProvider.class));
        }

        assertEquals(1, registry.refusals().size());
        String found = registry.refusals().getFirst().reason();
        assertTrue(found.contains("index.Index") && found.contains(reason), found);
    }
}
