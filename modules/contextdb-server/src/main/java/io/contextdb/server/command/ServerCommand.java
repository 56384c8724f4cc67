package io.contextdb.server.command;

import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.cli.spi.CommandContext;
import io.contextdb.server.Server;
import io.contextdb.server.ServerOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code contextdb server}. */
@Command(
        name = "server",
        showDefaultValues = true,
        description = "Serve a database over HTTP until interrupted.",
        footerHeading = "%nExamples:%n",
        footer = "  contextdb server --db DIR --port 8080")
public final class ServerCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = "--db",
            required = true,
            paramLabel = "DIR",
            defaultValue = "${env:CONTEXTDB_DB}",
            description =
                    "The database directory, made when there is none. Default: the environment variable CONTEXTDB_DB.",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
    private Path directory;

    @Option(names = "--host", description = "The address to listen at.")
    private String host = ServerOptions.defaults().host();

    @Option(names = "--port", description = "The port, 0 for any that is free.")
    private int port = ServerOptions.defaults().port();

    /** Will report to {@code context}. */
    public ServerCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (Database database = ContextDB.open(directory, DatabaseOptions.defaults());
                Server server = Server.start(database, ServerOptions.defaults().at(host, port))) {
            // SIGTERM and SIGINT run the hooks; the process ends when they do.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ended.countDown();
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            context.message("Serving " + directory + " at http://" + host + ":" + server.port());
            ended.await();
        } finally {
            closed.countDown();
        }
        return 0;
    }
}
