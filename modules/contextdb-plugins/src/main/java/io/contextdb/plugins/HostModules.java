package io.contextdb.plugins;

import io.contextdb.api.ContextDbException;
import java.util.Comparator;
import java.util.List;

/** The modules of the running program that plug-ins stand on. */
final class HostModules {

    static final String API = "io.contextdb.api";

    private HostModules() {}

    /** The module that holds the API: unnamed when the program keeps it on the class path. */
    static Module api() {
        return ContextDbException.class.getModule();
    }

    /** The layer in which the API and the bundled providers are, which is the parent of every plug-in. */
    static ModuleLayer layer() {
        ModuleLayer layer = api().getLayer();
        return layer == null ? ModuleLayer.boot() : layer;
    }

    /** The modules of the JDK that were started with the program and that the platform class loader reaches, by name. */
    static List<Module> jdk() {
        return ModuleLayer.boot().modules().stream()
                .filter(module ->
                        module.getName().startsWith("java.") || module.getName().startsWith("jdk."))
                .filter(module -> module.getClassLoader() == null
                        || module.getClassLoader() == ClassLoader.getPlatformClassLoader())
                .sorted(Comparator.comparing(Module::getName))
                .toList();
    }

    /** Whether this class or package belongs to the API, which exists once and is never a plug-in's own. */
    static boolean isApi(String name) {
        return name.equals(API) || name.startsWith(API + ".");
    }
}
