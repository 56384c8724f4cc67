package io.contextdb.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the jars of a plug-in hold together.
 *
 * @param jars the jars, in the order in which a class is looked for
 * @param classes the binary names of all classes in named packages
 * @param packages the packages of these classes, without those the JDK exports: where a library repeats classes of the
 *     JDK, as xml-apis does, the JDK's are taken, as they are on the class path
 * @param providers providers by service, as far as both can be: libraries also declare providers that were left out on
 *     purpose, and services of libraries that are not there
 */
record UnitedContents(
        List<JarContents> jars, Set<String> classes, Set<String> packages, Map<String, List<String>> providers) {

    static UnitedContents of(List<JarContents> jars) throws PluginException {
        Set<String> classes = new TreeSet<>();
        Set<String> packages = new TreeSet<>();
        for (JarContents jar : jars) {
            for (String name : jar.classes()) {
                classes.add(name);
                if (packages.add(packageOf(name)) && HostModules.isApi(packageOf(name))) {
                    throw new PluginException(jar.path().getFileName() + " holds " + packageOf(name)
                            + ", which the database provides; leave that jar out");
                }
            }
        }
        packages.removeAll(HostModules.exportedPackages());
        return new UnitedContents(jars, classes, packages, providers(jars, classes, packages));
    }

    private static Map<String, List<String>> providers(
            List<JarContents> jars, Set<String> classes, Set<String> packages) throws PluginException {
        Map<String, List<String>> all = new TreeMap<>();
        for (JarContents jar : jars) {
            for (Map.Entry<String, List<String>> declared : jar.services().entrySet()) {
                String service = declared.getKey();
                for (String provider : declared.getValue()) {
                    if (classes.contains(provider) && packages.contains(packageOf(provider))) {
                        List<String> providers = all.computeIfAbsent(service, _ -> new ArrayList<>());
                        if (!providers.contains(provider)) {
                            providers.add(provider);
                        }
                    } else if (HostModules.isApi(service)) {
                        throw new PluginException(jar.path().getFileName() + " declares the provider " + provider
                                + " of " + service + ", which is in none of the jars");
                    }
                }
            }
        }
        return all;
    }

    /** The package of a class; empty for one without. */
    static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }
}
