package io.contextdb.api;

import java.nio.file.Path;
import java.util.List;

/**
 * How a salvage finds providers, and whom it tells how it goes on. It takes no source and no snapshot: a repair does,
 * before it.
 *
 * @param pluginDirectories directories whose subdirectories are plug-ins
 * @param progress told how it goes on
 */
public record SalvageOptions(List<Path> pluginDirectories, Progress progress) {
    /** Copies the list. */
    public SalvageOptions {
        pluginDirectories = List.copyOf(pluginDirectories);
    }

    /** Without plug-ins, telling nobody. */
    public static SalvageOptions defaults() {
        return new SalvageOptions(List.of(), Progress.none());
    }

    /** Where plug-ins lie. Returns the changed options. */
    public SalvageOptions pluginDirectories(List<Path> value) {
        return new SalvageOptions(value, progress);
    }

    /** Whom to tell how it goes on. Returns the changed options. */
    public SalvageOptions progress(Progress value) {
        return new SalvageOptions(pluginDirectories, value);
    }
}
