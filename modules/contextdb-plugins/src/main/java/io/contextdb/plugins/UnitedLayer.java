package io.contextdb.plugins;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The layer of a plug-in with a jar that is no module: all its jars together are one open module. */
final class UnitedLayer {

    private UnitedLayer() {}

    /**
     * Defines the module.
     *
     * @throws RuntimeException as {@link Configuration#resolve} and {@link ModuleLayer#defineModules} do
     */
    static ModuleLayer define(String name, Path directory, List<JarContents> jars) throws PluginException {
        ModuleDescriptor descriptor = UnitedDescriptor.of(name, jars);
        UnitedClassLoader loader = new UnitedClassLoader(descriptor, jars);
        boolean isDefined = false;
        try {
            ModuleFinder finder = new UnitedFinder(new UnitedReference(descriptor, directory, jars, loader));
            ModuleLayer parent = HostModules.layer();
            Configuration configuration =
                    parent.configuration().resolve(finder, ModuleFinder.of(), Set.of(descriptor.name()));
            ModuleLayer.Controller controller = ModuleLayer.defineModules(configuration, List.of(parent), _ -> loader);
            // Only now there is something to read when the API is on the class path: a descriptor cannot name that.
            controller.addReads(controller.layer().findModule(descriptor.name()).orElseThrow(), HostModules.api());
            NativeAccess.grant(controller);
            isDefined = true;
            return controller.layer();
        } finally {
            if (!isDefined) {
                close(loader);
            }
        }
    }

    private static void close(UnitedClassLoader loader) throws PluginException {
        try {
            loader.close();
        } catch (IOException e) {
            throw new PluginException("its jars cannot be closed: " + e.getMessage(), e);
        }
    }
}
