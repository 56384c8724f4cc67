package io.contextdb.plugins;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The layer of a plug-in with a jar that is no module: all its jars together are one open module, or, in a program that
 * has the API on its class path and so out of a module's reach, the unnamed module of the same class loader.
 */
final class UnitedLayer {

    private UnitedLayer() {}

    /**
     * Defines the module.
     *
     * @throws RuntimeException as {@link Configuration#resolve} and {@link ModuleLayer#defineModules} do
     */
    static Plugin define(String name, Path directory, List<JarContents> jars) throws PluginException {
        UnitedContents contents = UnitedContents.of(jars);
        UnitedClassLoader loader = new UnitedClassLoader(contents);
        boolean isDefined = false;
        try {
            Plugin plugin = HostModules.api().isNamed()
                    ? inLayer(name, directory, contents, loader)
                    : Plugin.ofClassLoader(
                            name, directory, loader, contents.providers().keySet());
            isDefined = true;
            return plugin;
        } finally {
            if (!isDefined) {
                close(loader);
            }
        }
    }

    private static Plugin inLayer(String name, Path directory, UnitedContents contents, UnitedClassLoader loader) {
        ModuleDescriptor descriptor = UnitedDescriptor.of(name, contents);
        ModuleFinder finder = new UnitedFinder(new UnitedReference(descriptor, directory, contents, loader));
        ModuleLayer parent = HostModules.layer();
        Configuration configuration =
                parent.configuration().resolve(finder, ModuleFinder.of(), Set.of(descriptor.name()));
        ModuleLayer.Controller controller = ModuleLayer.defineModules(configuration, List.of(parent), _ -> loader);
        NativeAccess.grant(controller);
        return Plugin.ofLayer(
                name, directory, controller.layer(), contents.providers().keySet());
    }

    private static void close(UnitedClassLoader loader) throws PluginException {
        try {
            loader.close();
        } catch (IOException e) {
            throw new PluginException("its jars cannot be closed: " + e.getMessage(), e);
        }
    }
}
