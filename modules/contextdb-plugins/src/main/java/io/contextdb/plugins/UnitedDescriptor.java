package io.contextdb.plugins;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The descriptor of a united module: open, reading the API and the JDK, providing what the jars declare under {@code
 * META-INF/services}, and using whatever a class of the jars may ask {@link java.util.ServiceLoader} for.
 */
final class UnitedDescriptor {

    private UnitedDescriptor() {}

    static ModuleDescriptor of(String plugin, List<JarContents> jars) throws PluginException {
        List<Module> jdk = HostModules.jdk();
        Set<String> packages = packages(jars);
        packages.removeAll(exportedPackages(jdk));
        ModuleDescriptor.Builder builder =
                ModuleDescriptor.newOpenModule(moduleName(plugin)).packages(packages);
        jdk.stream()
                .map(Module::getName)
                .filter(name -> !name.equals("java.base"))
                .forEach(builder::requires);
        if (HostModules.api().isNamed()) {
            builder.requires(HostModules.API);
        }
        uses(jars, jdk).forEach(builder::uses);
        provides(jars, packages).forEach(builder::provides);
        return builder.build();
    }

    /** A prefix makes a module name of every directory name, and none that a real module could have. */
    private static String moduleName(String plugin) {
        return "contextdb.plugin_" + plugin.replaceAll("[^A-Za-z0-9_]", "_");
    }

    private static Set<String> packages(List<JarContents> jars) throws PluginException {
        Set<String> packages = new TreeSet<>();
        for (JarContents jar : jars) {
            for (String name : jar.classes()) {
                String packageName = name.substring(0, name.lastIndexOf('.'));
                if (HostModules.isApi(packageName)) {
                    throw new PluginException(jar.path().getFileName() + " holds " + packageName
                            + ", which the database provides; leave that jar out");
                }
                packages.add(packageName);
            }
        }
        return packages;
    }

    /** Where a library repeats classes of the JDK, as xml-apis does, the JDK's are taken, as they are on the class path. */
    private static Set<String> exportedPackages(List<Module> modules) {
        return modules.stream()
                .flatMap(module -> module.getDescriptor().exports().stream())
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    /**
     * What the module may ask for: any class of its jars, since services are usually passed along as class objects and
     * cannot be told from other classes, and any service of the JDK.
     */
    private static Set<String> uses(List<JarContents> jars, List<Module> jdk) {
        Set<String> uses = new TreeSet<>();
        for (JarContents jar : jars) {
            jar.classes().stream().filter(JavaNames::isService).forEach(uses::add);
        }
        for (Module module : jdk) {
            uses.addAll(module.getDescriptor().uses());
        }
        return uses;
    }

    private static Map<String, List<String>> provides(List<JarContents> jars, Set<String> packages)
            throws PluginException {
        Set<String> classes =
                jars.stream().flatMap(jar -> jar.classes().stream()).collect(Collectors.toSet());
        Map<String, List<String>> provides = new TreeMap<>();
        for (JarContents jar : jars) {
            for (Map.Entry<String, List<String>> service : jar.services().entrySet()) {
                for (String provider : service.getValue()) {
                    if (classes.contains(provider) && packages.contains(packageName(provider))) {
                        List<String> providers = provides.computeIfAbsent(service.getKey(), _ -> new ArrayList<>());
                        if (!providers.contains(provider)) {
                            providers.add(provider);
                        }
                    } else if (HostModules.isApi(service.getKey())) {
                        // Libraries name providers that were left out on purpose; a provider of ours is never that.
                        throw new PluginException(jar.path().getFileName() + " declares the provider " + provider
                                + " of " + service.getKey() + ", which is in none of the jars");
                    }
                }
            }
        }
        return provides;
    }

    private static String packageName(String className) {
        return className.substring(0, className.lastIndexOf('.'));
    }
}
