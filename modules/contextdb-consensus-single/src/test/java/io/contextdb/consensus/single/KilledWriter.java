package io.contextdb.consensus.single;

import io.contextdb.api.DatabaseOptions.Durability;
import io.contextdb.api.spi.CommitLog;
import io.contextdb.api.spi.CommitLogContext;
import io.contextdb.testkit.file.DiskFileSystem;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that proposes commands until it is killed, and prints each as it is acknowledged. Arguments: directory,
 * durability, number of threads.
 */
final class KilledWriter {
    static final int SEGMENT_BYTES = 256 << 10;
    private static final int TEXT_BYTES_MAX = 700;

    private KilledWriter() {}

    public static void main(String[] arguments) throws InterruptedException {
        CommitLogContext context = new CommitLogContext(
                Path.of(arguments[0]), new DiskFileSystem(), Durability.valueOf(arguments[1]), SEGMENT_BYTES);
        CommitLog log = new SingleConsensusProvider().open(context);
        log.start((position, command) -> position.index(), 0);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            String name = ProcessHandle.current().pid() + "/" + i + "/";
            threads.add(Thread.ofPlatform().start(() -> write(log, name)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void write(CommitLog log, String name) {
        PrintStream acknowledgements = System.out;
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(TEXT_BYTES_MAX);
            for (int i = 0; ; i++) {
                String text = name + i + "/" + "-".repeat(i * 37 % 600);
                byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
                MemorySegment.copy(MemorySegment.ofArray(bytes), 0, memory, 0, bytes.length);
                Object index = log.propose(memory.asSlice(0, bytes.length), null);
                // One write call a line, so that lines of different threads do not mix and the last is whole or
                // missing.
                byte[] line = (index + " " + text + "\n").getBytes(StandardCharsets.US_ASCII);
                acknowledgements.write(line, 0, line.length);
                acknowledgements.flush();
            }
        }
    }
}
