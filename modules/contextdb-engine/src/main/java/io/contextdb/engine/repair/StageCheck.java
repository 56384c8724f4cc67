package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogPosition;
import io.contextdb.api.spi.StageRecord;
import io.contextdb.api.spi.StageRecord.StageFile;
import io.contextdb.api.spi.StateMachine;
import io.contextdb.engine.command.Command;
import io.contextdb.engine.command.CommandCodec;
import io.contextdb.memory.ByteDecoder;
import io.contextdb.memory.Crc32c;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds the imports that commands ask for, and whether the files of their bulk loads are there and sound. */
final class StageCheck implements StateMachine {
    /**
     * A file of a bulk load that is missing or damaged.
     *
     * @param index the command that imports the load
     * @param stage the load
     */
    record Lost(long index, StageRecord stage, StageFile file, String problem) {}

    private final FileSystem files;
    private final Path directory;
    private final List<StageFile> sound = new ArrayList<>();
    private final List<Lost> lost = new ArrayList<>();

    StageCheck(FileSystem files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    /** The first import that cannot be applied. */
    OptionalLong firstBad() {
        return lost.stream().mapToLong(Lost::index).min();
    }

    /** What is missing or damaged, in the order of the log. */
    List<Lost> lost() {
        return lost;
    }

    /** The files of those before it. */
    List<StageFile> sound() {
        return sound;
    }

    /** A command that cannot be decoded is none of an import that is known of; opening the database tells about it. */
    @Override
    public Object apply(LogPosition position, MemorySegment bytes) {
        try {
            if (CommandCodec.decode(new ByteDecoder(bytes)).command() instanceof Command.Import load) {
                check(position.index(), load.stage());
            }
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.FORMAT_TOO_NEW && e.code() != ErrorCode.CORRUPTION) {
                throw e;
            }
        }
        return position;
    }

    private void check(long index, StageRecord stage) {
        for (StageFile file : stage.files()) {
            Optional<String> problem = problem(file);
            problem.ifPresent(found -> lost.add(new Lost(index, stage, file, found)));
            if (problem.isEmpty() && lost.isEmpty()) {
                sound.add(file);
            }
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
}
