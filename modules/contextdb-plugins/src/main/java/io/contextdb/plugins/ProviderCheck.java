package io.contextdb.plugins;

import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a freshly defined layer holds what it declares: done at once, so that a broken plug-in is named at the start. */
final class ProviderCheck {

    private ProviderCheck() {}

    /**
     * Loads the class of every provider, without creating one.
     *
     * @throws java.util.ServiceConfigurationError when a class is missing, or is no provider of its service
     * @throws LinkageError when a class needs another that is missing
     */
    static void check(Plugin plugin) throws PluginException {
        Set<String> services = plugin.layer().modules().stream()
                .flatMap(module -> module.getDescriptor().provides().stream())
                .map(provides -> provides.service())
                .filter(HostModules::isApi)
                .collect(Collectors.toSet());
        if (services.isEmpty()) {
            throw new PluginException("it provides no service of " + HostModules.API);
        }
        for (String service : services) {
            try {
                Class<?> type = Class.forName(service, false, HostModules.api().getClassLoader());
                providers(plugin, type).forEach(ServiceLoader.Provider::type);
            } catch (ClassNotFoundException e) {
                throw new PluginException("it provides " + service + ", which this version of the database lacks", e);
            }
        }
    }

    /** The providers of this plug-in alone: the loader of a layer also returns those of the layers below. */
    static <S> List<ServiceLoader.Provider<S>> providers(Plugin plugin, Class<S> service) {
        ProviderCheck.class.getModule().addUses(service);
        return ServiceLoader.load(plugin.layer(), service).stream()
                .filter(provider -> plugin.owns(provider.type()))
                .toList();
    }
}
