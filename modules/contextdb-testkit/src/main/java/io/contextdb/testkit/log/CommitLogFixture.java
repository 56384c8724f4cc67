package io.contextdb.testkit.log;

import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.api.spi.ConsensusProvider;
import io.contextdb.testkit.file.FaultyFileSystem;
import io.contextdb.testkit.file.MemoryFileSystem;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of commit logs have in common: a provider, and a disk in memory that can be made to fail. */
public abstract class CommitLogFixture {
    static final Path DIRECTORY = Path.of("/node");
    static final int SEGMENT_BYTES = 64 << 10;

    final MemoryFileSystem memory = new MemoryFileSystem();
    final FaultyFileSystem files = new FaultyFileSystem(memory);

    /** For the provider's test class. */
    protected CommitLogFixture() {}

    /** The provider under test. */
    protected abstract ConsensusProvider provider();

    @BeforeEach
    final void makeDirectory() {
        files.createDirectories(DIRECTORY);
    }

    final CommitLog openLog() {
        return openLog(Durability.SYNC);
    }

    final CommitLog openLog(Durability durability) {
        return provider().open(new CommitLogContext(DIRECTORY, files, durability, SEGMENT_BYTES));
    }

    /** What a log opened now replays. */
    final List<String> recovered() {
        try (CommitLog log = openLog()) {
            TextMachine machine = new TextMachine(0);
            log.start(machine, 0);
            return machine.applied();
        }
    }

    static Object propose(CommitLog log, String text) {
        return propose(log, text.getBytes(StandardCharsets.UTF_8));
    }

    static Object propose(CommitLog log, byte[] bytes) {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment command = arena.allocate(Math.max(1, bytes.length)).asSlice(0, bytes.length);
            MemorySegment.copy(bytes, 0, command, ValueLayout.JAVA_BYTE, 0, bytes.length);
            return log.propose(command, null);
        }
    }
}
