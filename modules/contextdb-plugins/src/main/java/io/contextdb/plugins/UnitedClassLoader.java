package io.contextdb.plugins;

import java.lang.module.ModuleDescriptor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of a united module. Classes of its packages come from its jars, those of the API from the program, all
 * others from the JDK; nothing else of the program can be seen. Resources of one name are found in every jar, as libraries
 * that were written for the class path expect.
 */
final class UnitedClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final String moduleName;
    private final Set<String> packages;

    UnitedClassLoader(ModuleDescriptor descriptor, List<JarContents> jars) throws PluginException {
        super(descriptor.name(), urls(jars), getPlatformClassLoader());
        this.moduleName = descriptor.name();
        this.packages = descriptor.packages();
    }

    private static URL[] urls(List<JarContents> jars) throws PluginException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            try {
                urls[i] = jars.get(i).path().toUri().toURL();
            } catch (MalformedURLException e) {
                throw new PluginException(jars.get(i).path() + " is no file a class loader can read", e);
            }
        }
        return urls;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        int dot = name.lastIndexOf('.');
        String packageName = dot < 0 ? "" : name.substring(0, dot);
        if (HostModules.isApi(packageName)) {
            return Class.forName(name, false, HostModules.api().getClassLoader());
        }
        if (!packages.contains(packageName)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    /** How the JVM's service loader asks: by module, and with null for a class that is not there. */
    @Override
    protected @Nullable Class<?> findClass(@Nullable String module, String name) {
        if (moduleName.equals(module)) {
            try {
                return findClass(name);
            } catch (ClassNotFoundException _) {
                return null;
            }
        }
        return null;
    }

    /** How {@link Class#getResource} and {@link Module#getResourceAsStream} ask in a named module. */
    @Override
    protected @Nullable URL findResource(@Nullable String module, String name) {
        return module == null || moduleName.equals(module) ? findResource(name) : null;
    }
}
