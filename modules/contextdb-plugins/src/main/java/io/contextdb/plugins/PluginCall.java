package io.contextdb.plugins;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Calls a provider with its plug-in's class loader as the context class loader of the thread, where libraries look for
 * their own services and settings. Only the provider is wrapped, not what its methods return: those are called too
 * often, and what they need was found when they were created.
 *
 * @param plugin the plug-in the provider comes from
 * @param provider the provider
 */
record PluginCall(Plugin plugin, Object provider) implements InvocationHandler {

    /**
     * The provider behind its service's interface; a service that is a class cannot be wrapped and is returned as it
     * is.
     */
    static <S> S wrap(Plugin plugin, Class<S> service, S provider) {
        if (!service.isInterface()) {
            return provider;
        }
        return service.cast(Proxy.newProxyInstance(
                service.getClassLoader(), new Class<?>[] {service}, new PluginCall(plugin, provider)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("equals") && method.getDeclaringClass() == Object.class) {
            return arguments != null && proxy == arguments[0];
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(plugin.classLoader());
        try {
            return method.invoke(provider, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof LinkageError ? unusable(method, cause) : cause;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private ContextDbException unusable(Method method, Throwable cause) {
        return new ContextDbException(
                ErrorCode.PLUGIN_REFUSED,
                "plug-in " + plugin.name() + " in " + plugin.directory() + " cannot run "
                        + method.getDeclaringClass().getSimpleName() + "." + method.getName() + ": " + cause
                        + "; it lacks a jar or was built for another version of " + HostModules.API,
                cause);
    }
}
