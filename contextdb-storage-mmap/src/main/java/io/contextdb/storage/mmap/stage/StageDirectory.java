package io.contextdb.storage.mmap.stage;

import io.contextdb.api.spi.FileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directory {@code stage}, in which all stages lie side by side: {@code stage/load-1.sources.stage}. */
public final class StageDirectory {
    /** The directory's name, below the database's. */
    static final String NAME = "stage";

    private static final Pattern FILE = Pattern.compile("(.+)\\.[a-z-]+[0-9]*\\.stage(\\.tmp)?");

    private final FileSystem files;
    private final Path path;

    /** The stages of a database. */
    public StageDirectory(FileSystem files, Path database) {
        this.files = files;
        this.path = database.resolve(NAME);
    }

    /** Where a file of that name is. */
    Path resolve(String fileName) {
        return path.resolve(fileName);
    }

    /** Creates the directory when it is missing. */
    public void create() {
        files.createDirectories(path);
    }

    /** The names of the stages of which there are files, sorted. */
    public List<String> names() {
        return files.list(path).stream()
                .flatMap(file -> stageOf(file).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<String> stageOf(Path file) {
        Matcher matcher = FILE.matcher(file.getFileName().toString());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Deletes all files of a stage. */
    public void delete(String stage) {
        List<Path> doomed = files.list(path).stream()
                .filter(file -> stageOf(file).filter(stage::equals).isPresent())
                .toList();
        doomed.forEach(files::delete);
        if (!doomed.isEmpty()) {
            sync();
        }
    }

    /** Makes creations and deletions durable. */
    void sync() {
        files.syncDirectory(path);
    }
}
