package io.contextdb.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.stream.Stream;

/** Loads plug-ins. */
public final class PluginLayers {

    private PluginLayers() {}

    /**
     * Loads every plug-in below these directories, by name within each. Hidden directories and plain files other than
     * jars are passed over. Of two plug-ins of one name the first is loaded and the second refused. Nothing is thrown
     * for a broken plug-in, nor for a directory that is not there: both are among the
     * {@linkplain PluginRegistry#refusals() refusals}.
     *
     * @param pluginDirectories directories whose subdirectories are plug-ins
     */
    public static PluginRegistry load(List<Path> pluginDirectories) {
        List<Plugin> plugins = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path parent : pluginDirectories) {
            for (Path directory : candidates(parent, refusals)) {
                String name = directory.getFileName().toString();
                try {
                    if (!names.add(name)) {
                        throw new PluginException("another plug-in of this name was found before it");
                    }
                    plugins.add(PluginLoader.load(name, directory));
                } catch (PluginException | RuntimeException | ServiceConfigurationError | LinkageError e) {
                    // Foreign jars can fail in any of these ways, and none of them may touch the other plug-ins.
                    refusals.add(Refusal.of(name, directory, e));
                }
            }
        }
        return new PluginRegistry(plugins, refusals);
    }

    private static List<Path> candidates(Path parent, List<Refusal> refusals) {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(entry -> Files.isDirectory(entry) || PluginLoader.isJar(entry))
                    .filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            refusals.add(new Refusal(parent.toString(), parent, "the plug-in directory cannot be listed: " + e));
            return List.of();
        }
    }
}
