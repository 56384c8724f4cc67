package io.contextdb.bench.snapshot;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What something cost.
 *
 * @param seconds the time it took
 * @param cpuSeconds the processor time of all threads of the process meanwhile
 */
record Cost(double seconds, double cpuSeconds) {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Runs something and tells its cost. */
    static Cost of(Runnable work) {
        long cpu = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        return new Cost((System.nanoTime() - start) / 1e9, (PROCESS.getProcessCpuTime() - cpu) / 1e9);
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
        object.put("mb_per_cpu_s", megabytesPerCpuSecond(bytes));
        return object;
    }
}
