package io.contextdb.plugins;

import io.contextdb.api.ContextDbException;
import java.lang.module.ModuleDescriptor;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * What a united plug-in reads, by name: the API, unless it is on the class path, and the modules of the JDK that
     * were started with the program and that the platform class loader reaches.
     */
    static List<Module> readable() {
        Stream<Module> jdk = ModuleLayer.boot().modules().stream()
                .filter(module ->
                        module.getName().startsWith("java.") || module.getName().startsWith("jdk."))
                .filter(module -> module.getClassLoader() == null
                        || module.getClassLoader() == ClassLoader.getPlatformClassLoader());
        return Stream.concat(jdk, Stream.of(api()).filter(Module::isNamed))
                .sorted(Comparator.comparing(Module::getName))
                .toList();
    }

    /** The packages that the readable modules export to everyone. */
    static Set<String> exportedPackages() {
        return readable().stream()
                .flatMap(module -> module.getDescriptor().exports().stream())
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    /** Whether this class or package belongs to the API, which exists once and is never a plug-in's own. */
    static boolean isApi(String name) {
        return name.equals(API) || name.startsWith(API + ".");
    }
}
