package io.contextdb.server.config;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a configuration file: YAML 1.2, one document, a mapping whose levels are the parts of the keys. A list is
 * written as one, or as text with commas.
 */
public final class ConfigurationFile {
    private static final long BYTES_MAX = 1 << 20;

    private final String name;
    private final List<Configured> found = new ArrayList<>();

    private ConfigurationFile(String name) {
        this.name = name;
    }

    /**
     * What a file says.
     *
     * @throws ContextDbException {@link ErrorCode#FILE_NOT_FOUND}, {@link ErrorCode#IO_FAILURE}, or
     *     {@link ErrorCode#INVALID_CONFIGURATION} when it is no such file
     */
    public static List<Configured> read(Path path) {
        ConfigurationFile file = new ConfigurationFile(path.toString());
        LoadSettings settings = LoadSettings.builder()
                .setLabel(path.toString())
                .setUseMarks(true)
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .build();
        try {
            if (Files.size(path) > BYTES_MAX) {
                throw invalid(path + " has more than " + BYTES_MAX + " bytes");
            }
            new Compose(settings).composeString(Files.readString(path)).ifPresent(root -> file.collect("", root));
            return file.found;
        } catch (NoSuchFileException e) {
            throw new ContextDbException(ErrorCode.FILE_NOT_FOUND, "there is no file " + path, e);
        } catch (IOException e) {
            throw new ContextDbException(ErrorCode.IO_FAILURE, "cannot read " + path + ": " + e, e);
        } catch (YamlEngineException e) {
            throw invalid(path + " is no YAML: " + e.getMessage());
        }
    }

    private static ContextDbException invalid(String message) {
        return new ContextDbException(ErrorCode.INVALID_CONFIGURATION, message);
    }

    private void collect(String key, Node node) {
        switch (node) {
            case MappingNode mapping -> {
                for (NodeTuple tuple : mapping.getValue()) {
                    collect(
                            key.isEmpty() ? text(tuple.getKeyNode()) : key + "." + text(tuple.getKeyNode()),
                            tuple.getValueNode());
                }
            }
            case SequenceNode list
            when !key.isEmpty() ->
                add(key, list.getValue().stream().map(this::text).collect(Collectors.joining(",")), node);
            case ScalarNode scalar when !key.isEmpty() -> add(key, scalar.getValue(), node);
            default -> throw invalid(origin(node) + ": expected a mapping such as 'server: {port: 8080}'");
        }
    }

    private void add(String key, String text, Node node) {
        found.add(new Configured(key, text, origin(node)));
    }

    private String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw invalid(origin(node) + ": expected a word or a number");
    }

    private Origin origin(Node node) {
        return new Origin.File(
                name, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0));
    }
}
