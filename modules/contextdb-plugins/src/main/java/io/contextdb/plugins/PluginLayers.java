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
     * Loads every plug-in below these directories, by name within each. Hidden directories and plain files other than jars
     * are passed over. Of two plug-ins of one name the first is loaded and the second refused. Nothing is thrown for a
     * broken plug-in, nor for a directory that is not there: both are among the {@linkplain PluginRegistry#refusals()
     * refusals}.
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
                        throw new PluginException("another plug-in of this name is loaded already");
                    }
                    plugins.add(load(name, directory));
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
            return entries.filter(entry -> Files.isDirectory(entry) || isJar(entry))
                    .filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            refusals.add(new Refusal(parent.toString(), parent, "the plug-in directory cannot be listed: " + e));
            return List.of();
        }
    }

    private static Plugin load(String name, Path directory) throws PluginException {
        List<JarContents> jars = new ArrayList<>();
        for (Path jar : jars(directory)) {
            jars.add(JarContents.read(jar));
        }
        // Modules cannot require an API that is on the class path, so there every plug-in is united.
        boolean isModular = HostModules.api().isNamed() && jars.stream().allMatch(JarContents::hasDescriptor);
        ModuleLayer layer = isModular ? ModularLayer.define(jars) : UnitedLayer.define(name, directory, jars);
        Plugin plugin = new Plugin(name, directory, layer);
        ProviderCheck.check(plugin);
        return plugin;
    }

    private static List<Path> jars(Path directory) throws PluginException {
        if (isJar(directory)) {
            throw new PluginException("a plug-in is a directory of jars; move this jar into a directory of its own");
        }
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> jars = entries.filter(PluginLayers::isJar).sorted().toList();
            if (jars.isEmpty()) {
                throw new PluginException("the directory holds no jar");
            }
            return jars;
        } catch (IOException e) {
            throw new PluginException("the directory cannot be listed: " + e, e);
        }
    }

    private static boolean isJar(Path entry) {
        return entry.getFileName().toString().endsWith(".jar") && Files.isRegularFile(entry);
    }
}
