package io.contextdb.plugins;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;

/** The plug-ins that were loaded and those that were refused; it hands out providers. May be used by any thread. */
public final class PluginRegistry {

    private final List<Plugin> plugins;
    private final List<Refusal> refusals;

    PluginRegistry(List<Plugin> plugins, List<Refusal> refusals) {
        this.plugins = List.copyOf(plugins);
        this.refusals = new CopyOnWriteArrayList<>(refusals);
    }

    /** The plug-ins that were loaded, in the order of loading. */
    public List<Plugin> plugins() {
        return plugins;
    }

    /**
     * The plug-ins that were refused so far; those whose providers cannot be created join them when they are asked for.
     */
    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /**
     * New instances of every provider of a service: the bundled ones first, then those of plug-ins in their order. Two
     * may have the same name; choosing is left to the caller.
     *
     * @param service an interface of {@code io.contextdb.api}
     * @throws ServiceConfigurationError when a bundled provider is broken, which a plug-in cannot be the cause of
     */
    public <S> List<S> providers(Class<S> service) {
        List<S> providers = new ArrayList<>();
        bundled(service).forEach(providers::add);
        for (Plugin plugin : plugins) {
            addProviders(plugin, service, providers);
        }
        return providers;
    }

    /** A service loader by class loader also sees the class path, where a program without modules has its providers. */
    private static <S> ServiceLoader<S> bundled(Class<S> service) {
        PluginRegistry.class.getModule().addUses(service);
        return HostModules.layer() == ModuleLayer.boot()
                ? ServiceLoader.load(service, HostModules.api().getClassLoader())
                : ServiceLoader.load(HostModules.layer(), service);
    }

    private <S> void addProviders(Plugin plugin, Class<S> service, List<S> providers) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(plugin.classLoader());
        try {
            List<S> own = new ArrayList<>();
            for (ServiceLoader.Provider<S> provider : plugin.providers(service)) {
                S wrapped = PluginCall.wrap(plugin, service, provider.get());
                checkName(service, wrapped, provider.type().getName());
                own.add(wrapped);
            }
            providers.addAll(own);
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            Refusal refusal = Refusal.of(plugin.name(), plugin.directory(), e);
            if (!refusals.contains(refusal)) {
                refusals.add(refusal);
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Every provider is asked for its name when a database is opened, so one that fails to say it would fail them all.
     */
    private static <S> void checkName(Class<S> service, S provider, String type) {
        try {
            if (service.getMethod("name").invoke(provider) == null) {
                throw new ServiceConfigurationError(type + " has no name");
            }
        } catch (InvocationTargetException e) {
            throw new ServiceConfigurationError(type + " cannot say its name", e.getCause());
        } catch (ReflectiveOperationException _) {
            // A service without names.
        }
    }
}
