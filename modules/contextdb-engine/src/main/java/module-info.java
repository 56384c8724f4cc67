import org.jspecify.annotations.NullMarked;

/** The database: state machine, transactions, graph, vector and hybrid execution. */
@NullMarked
module io.contextdb.engine {
    requires io.contextdb.api;
    requires io.contextdb.kernels;
    requires io.contextdb.memory;
    requires io.contextdb.plugins;
    requires it.unimi.dsi.fastutil.core;
    requires static org.jspecify;
}
