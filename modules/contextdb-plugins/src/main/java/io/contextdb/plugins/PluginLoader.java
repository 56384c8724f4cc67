package io.contextdb.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Makes a plug-in of one directory. */
final class PluginLoader {

    private PluginLoader() {}

    /**
     * Loads a plug-in and the class of each of its providers, without creating any: so a broken one is named at the
     * start.
     *
     * @throws PluginException with what is wrong
     * @throws RuntimeException from the module system, when it does not accept the modules
     * @throws java.util.ServiceConfigurationError when a provider is missing, or is none of its service
     * @throws LinkageError when a provider needs a class that is missing
     */
    static Plugin load(String name, Path directory) throws PluginException {
        List<JarContents> jars = new ArrayList<>();
        for (Path jar : jars(directory)) {
            jars.add(JarContents.read(jar));
        }
        Plugin plugin = isModular(jars)
                ? ModularLayer.define(name, directory, jars)
                : UnitedLayer.define(name, directory, jars);
        checkProviders(plugin);
        return plugin;
    }

    /** Modules cannot require an API that is on the class path, so there even modules are united. */
    private static boolean isModular(List<JarContents> jars) {
        return HostModules.api().isNamed() && jars.stream().allMatch(JarContents::hasDescriptor);
    }

    static boolean isJar(Path entry) {
        return entry.getFileName().toString().endsWith(".jar") && Files.isRegularFile(entry);
    }

    private static List<Path> jars(Path directory) throws PluginException {
        if (isJar(directory)) {
            throw new PluginException("a plug-in is a directory of jars; move this jar into a directory of its own");
        }
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> jars = entries.filter(PluginLoader::isJar).sorted().toList();
            if (jars.isEmpty()) {
                throw new PluginException("the directory holds no jar");
            }
            return jars;
        } catch (IOException e) {
            throw new PluginException("the directory cannot be listed: " + e, e);
        }
    }

    private static void checkProviders(Plugin plugin) throws PluginException {
        List<String> services =
                plugin.services().stream().filter(HostModules::isApi).sorted().toList();
        if (services.isEmpty()) {
            throw new PluginException("it provides no service of " + HostModules.API);
        }
        for (String service : services) {
            plugin.providers(service(service)).forEach(ServiceLoader.Provider::type);
        }
    }

    private static Class<?> service(String name) throws PluginException {
        try {
            return Class.forName(name, false, HostModules.api().getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new PluginException("it provides " + name + ", which this version of the database lacks", e);
        }
    }
}
