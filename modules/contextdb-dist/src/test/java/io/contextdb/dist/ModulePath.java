package io.contextdb.dist;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The modules of this build that an installation consists of: those of the house, neither the JDK's nor other
 * projects'.
 */
final class ModulePath {

    private static final Set<String> NOT_INSTALLED =
            Set.of("io.contextdb.dist", "io.contextdb.testkit", "io.contextdb.testkit.file");

    private ModulePath() {}

    /** All modules, ordered by name. */
    static List<ModuleReference> modules() {
        return finder().findAll().stream()
                .filter(module -> isInstalled(name(module)))
                .sorted((left, right) -> name(left).compareTo(name(right)))
                .toList();
    }

    /** The names of all modules, ordered. */
    static Set<String> names() {
        return modules().stream().map(ModulePath::name).collect(Collectors.toCollection(TreeSet::new));
    }

    static boolean isInstalled(String name) {
        return name.startsWith("io.contextdb.") && !NOT_INSTALLED.contains(name);
    }

    private static String name(ModuleReference module) {
        return module.descriptor().name();
    }

    /** Surefire puts what this module does not require on the class path; the files are the same. */
    private static ModuleFinder finder() {
        return ModuleFinder.of(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toArray(Path[]::new));
    }
}
