package io.contextdb.bench.common;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The time of all processors that this process has used. */
public final class ProcessorTime {
    private ProcessorTime() {}

    /** So far, in nanoseconds. */
    public static long nanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
