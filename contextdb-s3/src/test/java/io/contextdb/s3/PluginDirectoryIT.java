package io.contextdb.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import io.contextdb.api.spi.ObjectStore;
import io.contextdb.api.spi.ObjectStoreProvider;
import io.contextdb.plugins.PluginLayers;
import io.contextdb.plugins.PluginRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory that is delivered holds all that the provider needs. */
class PluginDirectoryIT {
    @Test
    void thePluginStoresAndLists(@TempDir Path directory) throws Exception {
        PluginRegistry registry = PluginLayers.load(List.of(Path.of(System.getProperty("contextdb.plugins"))));
        assertEquals(List.of(), registry.refusals());
        // The test's own class path has the provider as well; the plug-in's comes last.
        ObjectStoreProvider provider =
                registry.providers(ObjectStoreProvider.class).getLast();
        assertEquals("s3", provider.name());
        assertNotSame(S3ObjectStoreProvider.class, provider.getClass());
        Path buckets = Files.createDirectory(directory.resolve("buckets"));
        try (TestServer server = new TestServer(buckets);
                ObjectStore store =
                        provider.open(URI.create("s3://bucket/prefix"), TestServer.settings(server.port()))) {
            server.createBucket("bucket");
            store.put("nodes/a", Files.writeString(directory.resolve("file"), "content"));
            store.list("", object -> {
                assertEquals("nodes/a", object.key());
                return true;
            });
            assertEquals(7, store.head("nodes/a").orElseThrow().bytes());
        }
    }

    /**
     * Without one SLF4J complains on standard error before everything else, and so it does when it is of another
     * version.
     */
    @Test
    void bringsWhatItLogsWith() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("contextdb.plugins"), "s3"))) {
            List<String> versions = jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith("slf4j-"))
                    .map(name -> name.replaceAll("slf4j-(api|jdk14)-", ""))
                    .toList();
            assertEquals(2, versions.size(), versions::toString);
            assertEquals(versions.getFirst(), versions.getLast());
        }
    }
}
