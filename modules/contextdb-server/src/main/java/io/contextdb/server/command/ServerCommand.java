package io.contextdb.server.command;

import io.contextdb.api.ContextDB;
import io.contextdb.api.Database;
import io.contextdb.cli.spi.CommandContext;
import io.contextdb.server.Server;
import io.contextdb.server.ServerOptions;
import io.contextdb.server.config.Configuration;
import io.contextdb.server.config.Configured;
import io.contextdb.server.config.DatabaseSettings;
import io.contextdb.server.config.Origin;
import io.contextdb.server.config.Setting;
import io.contextdb.server.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code contextdb server}. */
@Command(
        name = "server",
        description = "Serve a database over HTTP until interrupted.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  contextdb server --db DIR --port 8080",
            "  contextdb server --config contextdb.yaml --set server.drain=30s"
        })
public final class ServerCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private ConfigurationSelection selection;

    @Option(
            names = "--db",
            paramLabel = "DIR",
            defaultValue = "${env:CONTEXTDB_DB}",
            description = "The database directory, made when there is none. Default: the environment variable"
                    + " CONTEXTDB_DB, or the setting database.directory.")
    private @Nullable String directory;

    @Option(names = "--host", description = "The address to listen at. Default: 127.0.0.1")
    private @Nullable String host;

    @Option(names = "--port", description = "The port, 0 for any that is free. Default: 8080")
    private @Nullable String port;

    /** Will report to {@code context}. */
    public ServerCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = selection.configuration(shortcuts());
        Path path = configuration.get(Settings.DIRECTORY);
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (Database database = ContextDB.open(path, DatabaseSettings.of(configuration));
                Server server = Server.start(database, ServerOptions.of(configuration))) {
            // SIGTERM and SIGINT run the hooks, and the process ends when all hooks have.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndWait(ended, closed)));
            context.message("Serving " + path + " at http://" + configuration.get(Settings.HOST) + ":" + server.port());
            ended.await();
            context.message("Ending");
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private static void endAndWait(CountDownLatch ended, CountDownLatch closed) {
        ended.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the options with names of their own say. */
    private List<Configured> shortcuts() {
        List<Configured> shortcuts = new ArrayList<>();
        add(shortcuts, "--db", directory, Settings.DIRECTORY);
        add(shortcuts, "--host", host, Settings.HOST);
        add(shortcuts, "--port", port, Settings.PORT);
        return shortcuts;
    }

    private static void add(List<Configured> shortcuts, String option, @Nullable String text, Setting<?> setting) {
        if (text != null) {
            shortcuts.add(new Configured(setting.key(), text, new Origin.CommandLine(option)));
        }
    }
}
