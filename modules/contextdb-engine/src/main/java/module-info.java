import org.jspecify.annotations.NullMarked;

/** The database: state machine, transactions, graph, vector and hybrid execution. */
@NullMarked
module io.contextdb.engine {
    requires io.contextdb.api;
    requires io.contextdb.archive;
    requires io.contextdb.kernels;
    requires io.contextdb.memory;
    requires io.contextdb.plugins;
    requires it.unimi.dsi.fastutil.core;
    requires static org.jspecify;

    // The providers are asked for through the plug-in registry, which lives in another module.
    uses io.contextdb.api.spi.CodecProvider;
    uses io.contextdb.api.spi.ConsensusProvider;
    uses io.contextdb.api.spi.ObjectStoreProvider;
    uses io.contextdb.api.spi.StorageProvider;
    uses io.contextdb.api.spi.VectorIndexProvider;

    provides io.contextdb.api.spi.DatabaseProvider with
            io.contextdb.engine.EngineProvider;
}
