package io.contextdb.plugins;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of a united plug-in. Classes of its packages come from its jars, those of the API from the program,
 * all others from the JDK; nothing else of the program can be seen. Resources of one name are found in every jar, as
 * libraries that were written for the class path expect.
 */
final class UnitedClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final Set<String> packages;
    private final Set<Module> readable = Set.copyOf(HostModules.readable());

    UnitedClassLoader(UnitedContents contents) throws PluginException {
        super(urls(contents.jars()), getPlatformClassLoader());
        this.packages = contents.packages();
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
        String packageName = UnitedContents.packageOf(name);
        if (HostModules.isApi(packageName)) {
            return Class.forName(name, false, HostModules.api().getClassLoader());
        }
        if (!packages.contains(packageName)) {
            return hideProgram(super.loadClass(name, resolve));
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    /** The platform class loader also returns classes of modules that it does not define: those of the boot layer. */
    private Class<?> hideProgram(Class<?> type) throws ClassNotFoundException {
        if (type.getModule().isNamed() && !readable.contains(type.getModule())) {
            throw new ClassNotFoundException(type.getName() + " is not of the JDK, and in no jar of the plug-in");
        }
        return type;
    }

    /** How the service loader asks for a provider in a named module: with null for a class that is not there. */
    @Override
    protected @Nullable Class<?> findClass(@Nullable String module, String name) {
        try {
            return findClass(name);
        } catch (ClassNotFoundException _) {
            return null;
        }
    }

    /** How {@link Class#getResource} and {@link Module#getResourceAsStream} ask in a named module. */
    @Override
    protected @Nullable URL findResource(@Nullable String module, String name) {
        return findResource(name);
    }
}
