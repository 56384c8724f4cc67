package io.contextdb.plugins;

import java.lang.module.ModuleDescriptor;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The descriptor of a united module: open, reading the API and the JDK, providing what the jars declare under
 * {@code META-INF/services}, and using whatever a class of the jars may ask {@link java.util.ServiceLoader} for.
 */
final class UnitedDescriptor {

    private UnitedDescriptor() {}

    static ModuleDescriptor of(String plugin, UnitedContents contents) {
        Set<String> readable = new HashSet<>(HostModules.exportedPackages());
        readable.addAll(contents.packages());
        Predicate<String> isReadable = service -> readable.contains(UnitedContents.packageOf(service));
        ModuleDescriptor.Builder builder =
                ModuleDescriptor.newOpenModule(moduleName(plugin)).packages(contents.packages());
        HostModules.readable().stream()
                .map(Module::getName)
                .filter(name -> !name.equals("java.base"))
                .forEach(builder::requires);
        uses(contents).stream().filter(isReadable).forEach(builder::uses);
        contents.providers().forEach((service, providers) -> {
            if (isReadable.test(service)) {
                builder.provides(service, providers);
            }
        });
        return builder.build();
    }

    /** A prefix makes a module name of every directory name, and none that a real module could have. */
    private static String moduleName(String plugin) {
        return "contextdb.plugin_" + plugin.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /**
     * What the module may ask for: any class of its jars, since services are usually passed along as class objects and
     * cannot be told from other classes, and any service of the JDK.
     */
    private static Set<String> uses(UnitedContents contents) {
        Set<String> uses = new TreeSet<>();
        contents.classes().stream().filter(JavaNames::isService).forEach(uses::add);
        for (Module module : HostModules.readable()) {
            uses.addAll(module.getDescriptor().uses());
        }
        return uses;
    }
}
