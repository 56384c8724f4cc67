package io.contextdb.engine.open;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.VectorIndexOptions;
import io.contextdb.api.spi.ConsensusProvider;
import io.contextdb.api.spi.StorageProvider;
import io.contextdb.api.spi.VectorIndexContext;
import io.contextdb.api.spi.VectorIndexProvider;
import io.contextdb.engine.index.IndexOpener;
import io.contextdb.plugins.PluginRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The providers at hand, by name. Where two have the same name, bundled ones come before those of plug-ins. */
public final class Providers {
    private final Map<String, StorageProvider> storages;
    private final Map<String, ConsensusProvider> logs;
    private final Map<String, VectorIndexProvider> indexes;
    private final List<String> refusals;

    /**
     * Providers given one by one.
     *
     * @param refusals what could not be loaded, for the message when something is missing
     */
    public Providers(
            Collection<StorageProvider> storages,
            Collection<ConsensusProvider> logs,
            Collection<VectorIndexProvider> indexes,
            Collection<String> refusals) {
        this.storages = byName(storages, StorageProvider::name);
        this.logs = byName(logs, ConsensusProvider::name);
        this.indexes = byName(indexes, VectorIndexProvider::name);
        this.refusals = List.copyOf(refusals);
    }

    /** All that come with the program or with plug-ins. */
    public static Providers of(PluginRegistry plugins) {
        Collection<StorageProvider> storages = plugins.providers(StorageProvider.class);
        Collection<ConsensusProvider> logs = plugins.providers(ConsensusProvider.class);
        Collection<VectorIndexProvider> indexes = plugins.providers(VectorIndexProvider.class);
        List<String> refusals =
                plugins.refusals().stream().map(Object::toString).toList();
        return new Providers(storages, logs, indexes, refusals);
    }

    /** The storage provider of this name, or {@code PROVIDER_NOT_FOUND}. */
    public StorageProvider storage(String name) {
        return find("storage", name, storages);
    }

    /** The commit log provider of this name, or {@code PROVIDER_NOT_FOUND}. */
    public ConsensusProvider consensus(String name) {
        return find("commit log", name, logs);
    }

    /**
     * The index provider of this name, or {@code PROVIDER_NOT_FOUND}. {@code linear} is another name of {@code flat}.
     */
    public VectorIndexProvider index(String name) {
        return find("vector index", VectorIndexOptions.of(name).type(), indexes);
    }

    /** Opens indexes with the providers their spaces name. */
    public IndexOpener indexes(int buildThreads) {
        return (space, file) -> index(space.options().type())
                .open(new VectorIndexContext(space.name(), space.options(), file, buildThreads));
    }

    private <T> T find(String what, String name, Map<String, T> known) {
        T provider = known.get(name);
        if (provider == null) {
            throw new ContextDbException(
                    ErrorCode.PROVIDER_NOT_FOUND,
                    "no " + what + " provider is called '" + name + "'; there are " + known.keySet()
                            + (refusals.isEmpty() ? "" : "; " + String.join("; ", refusals)));
        }
        return provider;
    }

    private static <T> Map<String, T> byName(Collection<T> providers, Function<T, String> name) {
        Map<String, T> byName = new TreeMap<>();
        providers.forEach(provider -> byName.putIfAbsent(name.apply(provider), provider));
        return byName;
    }
}
