package io.contextdb.bench.common;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.ConsensusProvider;
import io.contextdb.api.spi.DatabaseProvider;
import io.contextdb.api.spi.VectorIndexProvider;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Finds providers on the module path by their names. */
public final class Providers {
    private Providers() {}

    /**
     * A type of vector index.
     *
     * @throws ContextDbException {@code PROVIDER_NOT_FOUND}
     */
    public static VectorIndexProvider index(String name) {
        return named(ServiceLoader.load(VectorIndexProvider.class), VectorIndexProvider::name, name);
    }

    /**
     * A kind of commit log.
     *
     * @throws ContextDbException {@code PROVIDER_NOT_FOUND}
     */
    public static ConsensusProvider consensus(String name) {
        return named(ServiceLoader.load(ConsensusProvider.class), ConsensusProvider::name, name);
    }

    /**
     * The database engine.
     *
     * @throws ContextDbException {@code PROVIDER_NOT_FOUND}
     */
    public static DatabaseProvider engine() {
        return ServiceLoader.load(DatabaseProvider.class)
                .findFirst()
                .orElseThrow(
                        () -> new ContextDbException(ErrorCode.PROVIDER_NOT_FOUND, "no engine is on the module path"));
    }

    private static <P> P named(ServiceLoader<P> providers, Function<P, String> nameOf, String name) {
        return providers.stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> nameOf.apply(provider).equals(name))
                .findFirst()
                .orElseThrow(() -> new ContextDbException(
                        ErrorCode.PROVIDER_NOT_FOUND, "nothing called " + name + " is on the module path"));
    }
}
