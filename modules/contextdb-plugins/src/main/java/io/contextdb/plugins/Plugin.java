package io.contextdb.plugins;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * A loaded plug-in. Its classes have one class loader, by which they are told from those of the program and of other
 * plug-ins.
 */
public final class Plugin {

    private final String name;
    private final Path directory;
    private final ClassLoader classLoader;
    private final Optional<ModuleLayer> layer;
    private final Set<String> services;

    private Plugin(
            String name, Path directory, ClassLoader classLoader, Optional<ModuleLayer> layer, Set<String> services) {
        this.name = name;
        this.directory = directory;
        this.classLoader = classLoader;
        this.layer = layer;
        this.services = services;
    }

    /** A plug-in of modules, which all have the same class loader. */
    static Plugin ofLayer(String name, Path directory, ModuleLayer layer, Set<String> services) {
        ClassLoader classLoader = layer.modules().iterator().next().getClassLoader();
        return new Plugin(name, directory, classLoader, Optional.of(layer), services);
    }

    /** A plug-in in the unnamed module of a class loader. */
    static Plugin ofClassLoader(String name, Path directory, ClassLoader classLoader, Set<String> services) {
        return new Plugin(name, directory, classLoader, Optional.empty(), services);
    }

    /** The name of the directory. */
    public String name() {
        return name;
    }

    /** Where the jars lie. */
    public Path directory() {
        return directory;
    }

    /** The modules; empty in a program that has the API on its class path. */
    public Optional<ModuleLayer> layer() {
        return layer;
    }

    /** The names of the services it declares providers of. */
    Set<String> services() {
        return services;
    }

    ClassLoader classLoader() {
        return classLoader;
    }

    /**
     * The providers of this plug-in alone: a service loader also returns those of the layers or class loaders below.
     */
    <S> List<ServiceLoader.Provider<S>> providers(Class<S> service) {
        Plugin.class.getModule().addUses(service);
        ServiceLoader<S> loader = layer.map(modules -> ServiceLoader.load(modules, service))
                .orElseGet(() -> ServiceLoader.load(service, classLoader));
        return loader.stream()
                .filter(provider -> provider.type().getClassLoader() == classLoader)
                .toList();
    }

    @Override
    public String toString() {
        return "plug-in " + name + " in " + directory;
    }
}
