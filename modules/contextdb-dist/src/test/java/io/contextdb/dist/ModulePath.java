package io.contextdb.dist;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The modules an installation starts with, read from this build: the command's module, what it requires, and every
 * provider that service binding adds, exactly as the boot layer of {@code contextdb} resolves them.
 */
final class ModulePath {

    static final String MAIN = "io.contextdb.cli";

    private ModulePath() {}

    /** The resolved modules of the house, ordered by name: neither those of the JDK nor those of other projects. */
    static List<ModuleReference> houseModules() {
        // Surefire puts what this module does not require on the class path; the files are the same.
        Path[] entries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toArray(Path[]::new);
        Configuration configuration =
                Configuration.empty().resolveAndBind(ModuleFinder.of(entries), ModuleFinder.ofSystem(), Set.of(MAIN));
        return configuration.modules().stream()
                .map(ResolvedModule::reference)
                .filter(module -> module.descriptor().name().startsWith("io.contextdb."))
                .sorted((left, right) ->
                        left.descriptor().name().compareTo(right.descriptor().name()))
                .toList();
    }
}
