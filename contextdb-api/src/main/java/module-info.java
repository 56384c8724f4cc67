import org.jspecify.annotations.NullMarked;

/**
 * The public face of ContextDB: what an embedded user programs against ({@code io.contextdb.api}) and what a provider
 * implements ({@code io.contextdb.api.spi}). It needs nothing but the Java base module.
 */
@NullMarked
module io.contextdb.api {
    requires static org.jspecify;

    exports io.contextdb.api;
    exports io.contextdb.api.spi;

    uses io.contextdb.api.spi.DatabaseProvider;
}
