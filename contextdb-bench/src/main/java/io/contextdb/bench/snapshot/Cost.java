package io.contextdb.bench.snapshot;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What something cost.
 *
 * @param seconds the time it took
 * @param cpuSeconds the processor time of all threads of the process meanwhile
 * @param kernelSeconds what of it the kernel took on Linux, elsewhere 0
 */
record Cost(double seconds, double cpuSeconds, double kernelSeconds) {
    private static final Path PROCESS_STATE = Path.of("/proc/self/stat");

    /** Where the kernel's share is among the fields behind the name of the program, in hundredths of a second. */
    private static final int KERNEL_FIELD = 12;

    private static final double TICKS_PER_SECOND = 100;

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Runs something and tells its cost. */
    static Cost of(Runnable work) {
        double kernel = kernelTime();
        long cpu = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        return new Cost(
                (System.nanoTime() - start) / 1e9, (PROCESS.getProcessCpuTime() - cpu) / 1e9, kernelTime() - kernel);
    }

    private static double kernelTime() {
        try {
            String state = Files.exists(PROCESS_STATE) ? Files.readString(PROCESS_STATE) : "";
            String[] fields = state.substring(state.lastIndexOf(')') + 1).trim().split(" ");
            return fields.length > KERNEL_FIELD ? Long.parseLong(fields[KERNEL_FIELD]) / TICKS_PER_SECOND : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Megabytes in a second of processor time. */
    double megabytesPerCpuSecond(long bytes) {
        return bytes / 1e6 / cpuSeconds;
    }

    Map<String, Object> toJson(long bytes) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("bytes", bytes);
        object.put("seconds", seconds);
        object.put("cpu_seconds", cpuSeconds);
        object.put("kernel_seconds", kernelSeconds);
        object.put("mb_per_cpu_s", megabytesPerCpuSecond(bytes));
        return object;
    }
}
