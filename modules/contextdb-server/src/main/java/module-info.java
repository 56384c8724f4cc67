import io.contextdb.cli.spi.CommandProvider;
import io.contextdb.server.command.ConfigCommands;
import io.contextdb.server.command.KeyCommands;
import io.contextdb.server.command.ServerCommands;
import org.jspecify.annotations.NullMarked;

/** The HTTP server. */
@NullMarked
module io.contextdb.server {
    requires transitive io.contextdb.api;
    requires io.contextdb.cli;
    requires io.contextdb.transfer;
    requires info.picocli;
    requires io.helidon.webserver;
    requires org.snakeyaml.engine.v2;
    requires tools.jackson.core;
    requires static org.jspecify;

    exports io.contextdb.server;

    opens io.contextdb.server.command to
            info.picocli;

    provides CommandProvider with
            ServerCommands,
            ConfigCommands,
            KeyCommands;
}
