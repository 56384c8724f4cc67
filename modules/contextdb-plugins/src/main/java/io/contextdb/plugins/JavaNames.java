package io.contextdb.plugins;

import java.lang.module.ModuleDescriptor;
import java.util.Set;

/** What a module descriptor accepts as a name; the JDK has the rules but shows them only by refusing. */
final class JavaNames {

    private JavaNames() {}

    /** Whether a module may have a package of this name. */
    static boolean isPackage(String name) {
        try {
            ModuleDescriptor.newModule("probe").packages(Set.of(name));
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** Whether a module may declare that it uses a service of this name. */
    static boolean isService(String name) {
        try {
            ModuleDescriptor.newModule("probe").uses(name);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
