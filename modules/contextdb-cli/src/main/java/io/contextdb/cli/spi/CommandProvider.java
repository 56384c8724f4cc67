package io.contextdb.cli.spi;

import java.util.List;

/**
 * Adds commands to {@code contextdb}. Found with {@link java.util.ServiceLoader} and asked once for each command line,
 * on its main thread, before arguments are parsed: be quick, load nothing that only running needs.
 */
public interface CommandProvider {
    /**
     * The command the new ones stand below, such as {@code bench} for {@code contextdb bench ann}; empty for
     * {@code contextdb} itself.
     */
    default String group() {
        return "";
    }

    /** New command objects, each of a class with picocli's {@code @Command} that names it. */
    List<Object> commands(CommandContext context);
}
