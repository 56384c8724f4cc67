package io.contextdb.engine.repair;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogInspection;
import io.contextdb.api.spi.StageRecord;
import io.contextdb.api.spi.StageRecord.StageFile;
import io.contextdb.engine.command.Command;
import io.contextdb.memory.Crc32c;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The files of the bulk loads that commits of a log import, and whether they are there and sound. A commit that cannot
 * be decoded is passed over, even if it is an import: opening the database reports it.
 */
final class StageCheck {
    /**
     * A file of a bulk load.
     *
     * @param index the commit that imports the load
     * @param stage the load
     * @param problem why it cannot be imported; empty when it is sound
     */
    record Checked(long index, StageRecord stage, StageFile file, Optional<String> problem) {}

    private final FileSystem files;
    private final Path directory;
    private final List<Checked> checked = new ArrayList<>();

    private StageCheck(FileSystem files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    /** Reads a log, and all files that it names in a directory. */
    static StageCheck of(LogInspection log, FileSystem files, Path directory) {
        StageCheck check = new StageCheck(files, directory);
        LoggedCommits.read(log, log.firstIndex() - 1, log.lastIndex(), (position, entry) -> {
            if (entry.isPresent() && entry.get().command() instanceof Command.Import load) {
                check.add(position.index(), load.stage());
            }
        });
        return check;
    }

    private void add(long index, StageRecord stage) {
        for (StageFile file : stage.files()) {
            checked.add(new Checked(index, stage, file, problem(file)));
        }
    }

    private Optional<String> problem(StageFile file) {
        Path path = directory.resolve(file.path()).normalize();
        if (!path.startsWith(directory) || !files.exists(path)) {
            return Optional.of("the file is missing");
        }
        long bytes = files.size(path);
        if (bytes != file.bytes()) {
            return Optional.of("it has " + bytes + " bytes instead of " + file.bytes());
        }
        try (Arena arena = Arena.ofConfined()) {
            int digest = Crc32c.of(files.map(path, arena));
            return digest == file.digest()
                    ? Optional.empty()
                    : Optional.of(
                            String.format(Locale.ROOT, "its CRC32C is %08x instead of %08x", digest, file.digest()));
        }
    }

    /** The files that are missing or damaged, of commits above {@code after} in the order of the log. */
    List<Checked> lost(long after) {
        return checked.stream()
                .filter(file -> file.index() > after && file.problem().isPresent())
                .toList();
    }

    /** The files that are sound, of commits above {@code after} up to {@code to}. */
    List<StageFile> sound(long after, long to) {
        return checked.stream()
                .filter(file -> file.index() > after
                        && file.index() <= to
                        && file.problem().isEmpty())
                .map(Checked::file)
                .toList();
    }
}
