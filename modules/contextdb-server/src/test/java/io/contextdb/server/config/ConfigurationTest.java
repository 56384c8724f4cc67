package io.contextdb.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    private Path directory;

    private List<Configured> file(String text) throws IOException {
        return ConfigurationFile.read(Files.writeString(directory.resolve("contextdb.yaml"), text));
    }

    private static List<Configured> line(String key, String text) {
        return List.of(new Configured(key, text, new Origin.CommandLine("--set")));
    }

    @Test
    void withoutAnythingItIsWhatTheDatabaseDoesByItself() {
        assertEquals(DatabaseOptions.defaults(), DatabaseSettings.of(Configuration.of(List.of())));
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
        List<Configured> file = file("""
                server:
                  port: 1
                  host: a
                checkpoint: {interval: 7s}
                """);
        List<Configured> environment =
                EnvironmentVariables.of(Map.of("CONTEXTDB_SERVER__PORT", "2", "CONTEXTDB_SERVER__HOST", "b"));
        Configuration configuration = Configuration.of(List.of(line("server.port", "3"), environment, file));
        assertEquals(3, configuration.get(Settings.PORT));
        assertEquals("b", configuration.get(Settings.HOST));
        assertEquals(Duration.ofSeconds(7), configuration.get(Settings.CHECKPOINT_INTERVAL));
        assertEquals("--set", configuration.origin(Settings.PORT).toString());
        assertEquals(
                "CONTEXTDB_SERVER__HOST", configuration.origin(Settings.HOST).toString());
        assertTrue(configuration.origin(Settings.CHECKPOINT_INTERVAL).toString().endsWith("contextdb.yaml:4"));
        assertEquals("default", configuration.origin(Settings.DRAIN).toString());
    }

    @Test
    void otherNamesBringTheirUnits() throws IOException {
        Configuration configuration = Configuration.of(List.of(file("""
                vector_index_type: ivf
                max_memory_mb: 4096
                max_log_size_mb: 1024
                checkpoint_interval_ms: 5000
                max_recovery_time_ms: 30s
                """)));
        DatabaseOptions options = DatabaseSettings.of(configuration);
        assertEquals("ivf", options.vectorIndexType());
        assertEquals(4L << 30, options.resources().memoryBytesHard());
        assertEquals(1L << 30, options.checkpointLogBytes());
        assertEquals(Duration.ofSeconds(5), options.checkpointInterval());
        assertEquals(Duration.ofSeconds(30), options.recoveryTimeMax());
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws IOException {
        List<Configured> file = file("""
                server:
                  prot: 8080
                  drain: soon
                max_memory_mb: 5
                memory: {max: 1GB}
                """);
        ContextDbException e = assertThrows(
                ContextDbException.class,
                () -> Configuration.of(List.of(line("server.port", "70000"), List.of(), file)));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, e.code());
        String message = e.getMessage().replace(directory.toString() + "/", "");
        assertEquals("""
                CDB-1007: --set: 'server.port' is '70000', but must be a whole number from 0 to 65535
                contextdb.yaml:2: no setting is called 'server.prot'; did you mean 'server.port'?
                contextdb.yaml:3: 'server.drain' is 'soon', but must be a duration, such as 500ms, 30s, 5min, 12h or 7d; 0 for never
                contextdb.yaml:5: 'memory.max' is set by 'max_memory_mb' at contextdb.yaml:4 already""", message);
    }

    @Test
    void aVariableThatIsNoSettingIsAMistake() {
        ContextDbException e = assertThrows(
                ContextDbException.class,
                () -> Configuration.of(
                        List.of(EnvironmentVariables.of(Map.of("CONTEXTDB_SERVER__PROT", "1", "PATH", "/bin")))));
        assertTrue(e.getMessage().contains("CONTEXTDB_SERVER__PROT"), e.getMessage());
    }

    @Test
    void filesThatAreNoneAreRefused() throws IOException {
        for (String text : List.of(
                "- a", "just text", "server: [a: b]", "a: &x {b: *x}", "a: 1\na: 2", "{", "a: !!java 1\n? [b]: 2")) {
            List<List<Configured>> read = new ArrayList<>();
            ContextDbException e = assertThrows(
                    ContextDbException.class,
                    () -> {
                        read.add(file(text));
                        Configuration.of(read);
                    },
                    text);
            assertEquals(ErrorCode.INVALID_CONFIGURATION, e.code(), text);
        }
        assertEquals(List.of(), file(""));
    }
}
