import org.jspecify.annotations.NullMarked;

/** The one {@code contextdb} command; other modules add commands through {@code io.contextdb.cli.spi}. */
@NullMarked
module io.contextdb.cli {
    requires transitive io.contextdb.api;
    requires io.contextdb.transfer;
    requires info.picocli;
    requires java.logging;
    requires tools.jackson.core;
    requires static org.jspecify;

    exports io.contextdb.cli.measure;
    exports io.contextdb.cli.spi;

    opens io.contextdb.cli to
            info.picocli;
    opens io.contextdb.cli.command to
            info.picocli;
    opens io.contextdb.cli.demo to
            info.picocli;

    uses io.contextdb.cli.spi.CommandProvider;
}
