package io.contextdb.cli.command;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.DatabaseOptions;
import io.contextdb.api.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What lies beside the launcher: an image's directory, or a source tree. The launcher says where that is. */
public final class Installation {
    private static final String HOME = "contextdb.home";
    private static final String EXAMPLE = "wordnet-concepts";

    private Installation() {}

    /** The directory of the example graph. */
    public static Path exampleGraph() {
        Path examples = home().resolve("examples").resolve(EXAMPLE);
        if (!Files.isDirectory(examples)) {
            throw new ContextDbException(
                    ErrorCode.FILE_NOT_FOUND,
                    "the example graph is not in " + examples.toAbsolutePath() + "; run the contextdb command of an"
                            + " installation or of a source tree");
        }
        return examples;
    }

    /** These options with the plug-ins of the installation, when it has any, and of {@code more}. */
    static DatabaseOptions withPlugins(DatabaseOptions options, List<Path> more) {
        List<Path> directories = new ArrayList<>();
        Path own = home().resolve("plugins");
        if (Files.isDirectory(own)) {
            directories.add(own);
        }
        directories.addAll(more);
        return options.pluginDirectories(directories);
    }

    private static Path home() {
        return Path.of(System.getProperty(HOME, ""));
    }
}
