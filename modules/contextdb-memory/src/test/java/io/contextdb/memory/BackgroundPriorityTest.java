package io.contextdb.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class BackgroundPriorityTest {
    /** The field of {@code /proc/thread-self/stat} behind the state, which is the first after the name in parentheses. */
    private static final int NICE_FIELD = 16;

    @Test
    void lowersTheThreadAndThoseItStartsAndNoOther() {
        int before = nice();
        int[] lowered = new int[2];
        runOnThread(() -> {
            BackgroundPriority.lower();
            lowered[0] = nice();
            runOnThread(() -> lowered[1] = nice());
        });
        assertEquals(Math.max(before, 5), lowered[0]);
        assertEquals(lowered[0], lowered[1]);
        assertEquals(before, nice());
    }

    private static void runOnThread(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        done.join();
    }

    private static int nice() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Integer.parseInt(fields[NICE_FIELD]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
