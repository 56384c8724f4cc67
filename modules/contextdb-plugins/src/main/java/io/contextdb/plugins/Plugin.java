package io.contextdb.plugins;

import java.nio.file.Path;

/**
 * A loaded plug-in.
 *
 * @param name the name of its directory
 * @param directory where its jars lie
 * @param layer its modules, all of one class loader
 */
public record Plugin(String name, Path directory, ModuleLayer layer) {

    /** The class loader that all modules of the layer share. */
    ClassLoader classLoader() {
        return layer.modules().iterator().next().getClassLoader();
    }

    /** Whether this class was defined by this plug-in and not by what stands below it. */
    boolean owns(Class<?> type) {
        return type.getModule().getLayer() == layer;
    }
}
