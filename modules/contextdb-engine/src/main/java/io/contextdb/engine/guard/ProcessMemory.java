package io.contextdb.engine.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The memory of this process that no file stands behind: the heap, and what native memory holds. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ANONYMOUS = "RssAnon:";

    private ProcessMemory() {}

    /** In bytes, as the kernel counts; where it does not tell, what the heap uses. */
    public static long bytes() {
        try {
            List<String> lines = Files.readAllLines(STATUS);
            for (String line : lines) {
                if (line.startsWith(ANONYMOUS)) {
                    String[] words = line.substring(ANONYMOUS.length()).strip().split("\\s+");
                    return Long.parseLong(words[0]) << 10;
                }
            }
        } catch (IOException | NumberFormatException unknown) {
            return heapBytes();
        }
        return heapBytes();
    }

    private static long heapBytes() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
