package io.contextdb.engine.repair;

import io.contextdb.api.spi.FileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Puts damaged files aside, below {@code damaged} in the directory, by a second name for each; what takes its place is
 * renamed over the first.
 */
final class Aside {
    /** The directory's name. */
    static final String NAME = "damaged";

    private final FileSystem files;
    private final Path directory;
    private final List<String> paths = new ArrayList<>();

    Aside(FileSystem files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    /** The names given, relative to the directory. */
    List<String> paths() {
        return List.copyOf(paths);
    }

    /** Puts a file aside, durably; nothing when it is missing, or an interrupted repair has done that. */
    void put(Path file) {
        if (!files.exists(file)) {
            return;
        }
        Path wanted = directory.resolve(NAME).resolve(directory.relativize(file));
        Path folder = Objects.requireNonNull(wanted.getParent());
        files.createDirectories(folder);
        Path target = wanted;
        for (int number = 2; files.exists(target); number++) {
            if (files.sameBytes(file, target)) {
                return;
            }
            target = wanted.resolveSibling(wanted.getFileName() + "." + number);
        }
        files.link(file, target);
        files.syncDirectory(folder);
        paths.add(directory.relativize(target).toString());
    }
}
