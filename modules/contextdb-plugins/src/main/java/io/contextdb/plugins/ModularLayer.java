package io.contextdb.plugins;

import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The layer of a plug-in whose jars are all modules: they are taken as they are. */
final class ModularLayer {

    private ModularLayer() {}

    /**
     * Defines every module of the jars, whether another requires it or not.
     *
     * @throws RuntimeException as {@link Configuration#resolve} and {@link ModuleLayer#defineModulesWithOneLoader} do
     */
    static Plugin define(String name, Path directory, List<JarContents> jars) throws PluginException {
        ModuleFinder finder =
                ModuleFinder.of(jars.stream().map(JarContents::path).toArray(Path[]::new));
        List<ModuleDescriptor> modules =
                finder.findAll().stream().map(ModuleReference::descriptor).toList();
        Set<String> moduleNames = modules.stream().map(ModuleDescriptor::name).collect(Collectors.toSet());
        if (moduleNames.contains(HostModules.API)) {
            throw new PluginException("it brings a module " + HostModules.API
                    + " of its own, which the database provides; leave that jar out");
        }
        ModuleLayer parent = HostModules.layer();
        Configuration configuration = parent.configuration().resolve(finder, ModuleFinder.of(), moduleNames);
        ModuleLayer.Controller controller = ModuleLayer.defineModulesWithOneLoader(
                configuration, List.of(parent), ClassLoader.getPlatformClassLoader());
        NativeAccess.grant(controller);
        Set<String> services = modules.stream()
                .flatMap(module -> module.provides().stream())
                .map(ModuleDescriptor.Provides::service)
                .collect(Collectors.toSet());
        return Plugin.ofLayer(name, directory, controller.layer(), services);
    }
}
