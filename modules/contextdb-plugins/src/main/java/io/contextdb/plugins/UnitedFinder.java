package io.contextdb.plugins;

import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.Optional;
import java.util.Set;

/** Finds one module. */
record UnitedFinder(ModuleReference module) implements ModuleFinder {

    @Override
    public Optional<ModuleReference> find(String name) {
        return name.equals(module.descriptor().name()) ? Optional.of(module) : Optional.empty();
    }

    @Override
    public Set<ModuleReference> findAll() {
        return Set.of(module);
    }
}
