package io.contextdb.engine.repair;

import io.contextdb.api.spi.FileSystem;
import io.contextdb.api.spi.LogPosition;
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
import java.util.OptionalLong;

/** Finds the imports that commands ask for, and whether the files of their bulk loads are there and sound. */
final class StageCheck implements StateMachine {
    private final FileSystem files;
    private final Path directory;
    private final List<StageFile> sound = new ArrayList<>();
    private OptionalLong firstBad = OptionalLong.empty();

    StageCheck(FileSystem files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    /** The first import that cannot be applied. */
    OptionalLong firstBad() {
        return firstBad;
    }

    /** The files of those before it. */
    List<StageFile> sound() {
        return sound;
    }

    @Override
    public Object apply(LogPosition position, MemorySegment bytes) {
        Command command = CommandCodec.decode(new ByteDecoder(bytes)).command();
        if (firstBad.isEmpty() && command instanceof Command.Import load) {
            if (load.stage().files().stream().allMatch(this::isSound)) {
                sound.addAll(load.stage().files());
            } else {
                firstBad = OptionalLong.of(position.index());
            }
        }
        return position;
    }

    private boolean isSound(StageFile file) {
        Path path = directory.resolve(file.path()).normalize();
        if (!path.startsWith(directory) || !files.exists(path) || files.size(path) != file.bytes()) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            return Crc32c.of(files.map(path, arena)) == file.digest();
        }
    }
}
