package io.contextdb.engine.guard;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.Health;
import io.contextdb.api.Health.State;
import io.contextdb.api.ResourceLimits;
import io.contextdb.engine.concurrency.BackgroundThreads;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is used with its limits, and lets writers feel it: beyond a soft limit each waits, the longer the
 * nearer the hard one is; beyond a hard limit, and after the disk was found full, they are refused. A disk that was
 * full is tried again when more of it is free, and by one writer or another each second, for a quota need not show in
 * what a volume says of itself. Thread-safe; {@link #admit} reads one field.
 */
public final class ResourceGuard {
    /** How often it measures. */
    public static final long PERIOD_MILLIS = 500;

    private static final Logger LOG = System.getLogger("io.contextdb.engine");
    private static final long DELAY_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long RELIEF_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long FULL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SOFT_SHARE = 10;
    private static final int HARD_SHARE = 20;

    /**
     * What writers and askers are told.
     *
     * @param pressure 0 below soft limits, 1 at hard ones
     * @param disk whether the disk is what runs short
     */
    private record Verdict(Health health, double pressure, boolean disk) {}

    private final ResourceLimits limits;
    private final Supplier<Usage> usage;
    private final LongSupplier nanoTime;
    private final AtomicBoolean relieving = new AtomicBoolean();
    private volatile Verdict verdict = new Verdict(new Health(State.OK, "", 0, 0, 0), 0, false);

    /** Guarded by this, as all below. */
    private boolean full;

    private long fullSinceNanos;
    private long fullFreeBytes;
    private @Nullable String fullWords;
    private boolean relieved;
    private long relievedNanos;

    /** A guard that has not measured yet. */
    public ResourceGuard(ResourceLimits limits, Supplier<Usage> usage, LongSupplier nanoTime) {
        this.limits = limits;
        this.usage = usage;
        this.nanoTime = nanoTime;
    }

    /** Measures, now and from time to time. */
    public void start(BackgroundThreads threads, Relief relief) {
        tick(threads, relief);
        threads.every(PERIOD_MILLIS, () -> tick(threads, relief));
    }

    private void tick(BackgroundThreads threads, Relief relief) {
        try {
            measure();
        } catch (ContextDbException e) {
            // Nothing is known now; the next time something may be.
            LOG.log(Level.WARNING, "free space and memory cannot be measured", e);
            return;
        }
        if (reliefDue() && relieving.compareAndSet(false, true)) {
            boolean disk = verdict.disk;
            threads.execute(() -> {
                try {
                    relief.make(disk);
                } catch (ContextDbException e) {
                    if (e.code() != ErrorCode.CLOSED) {
                        LOG.log(Level.WARNING, "no room could be made", e);
                    }
                } finally {
                    relieving.set(false);
                }
            });
        }
    }

    /** Measures once, and says what writers are to do. */
    public synchronized void measure() {
        Usage seen = usage.get();
        long free = seen.disk().free();
        long now = nanoTime.getAsLong();
        if (full && (free > fullFreeBytes || now - fullSinceNanos >= FULL_NANOS)) {
            full = false;
        }
        Verdict before = verdict;
        verdict = judge(seen);
        State state = verdict.health.state();
        if (state != before.health.state()) {
            LOG.log(
                    state == State.OK ? Level.INFO : Level.WARNING,
                    state == State.OK ? "there is room again" : verdict.health.reason());
        }
    }

    private Verdict judge(Usage seen) {
        long free = seen.disk().free();
        long soft = Math.min(limits.diskFreeBytesSoft(), seen.disk().total() / SOFT_SHARE);
        long hard = Math.min(limits.diskFreeBytesHard(), seen.disk().total() / HARD_SHARE);
        if (full) {
            return verdict(State.READ_ONLY, "the disk was full (" + fullWords + "); free some space", seen, 1, true);
        }
        if (free < hard) {
            return verdict(State.READ_ONLY, disk(free, hard) + "; free some space", seen, 1, true);
        }
        long memoryHard = limits.memoryBytesHard();
        if (memoryHard > 0 && seen.memory() > memoryHard) {
            return verdict(
                    State.READ_ONLY,
                    memory(seen, memoryHard)
                            + "; read less at once, or give the process more memory and a higher memoryBytesHard",
                    seen,
                    1,
                    false);
        }
        if (free < soft) {
            double pressure = (double) (soft - free) / Math.max(1, soft - hard);
            return verdict(State.STRAINED, disk(free, soft) + "; room is being made", seen, pressure, true);
        }
        long memorySoft = limits.memoryBytesSoft();
        if (memorySoft > 0 && seen.memory() > memorySoft) {
            double over = seen.memory() - memorySoft;
            double pressure =
                    memoryHard > 0 ? over / Math.max(1, memoryHard - memorySoft) : Math.min(1, over / memorySoft);
            return verdict(State.STRAINED, memory(seen, memorySoft) + "; room is being made", seen, pressure, false);
        }
        return verdict(State.OK, "", seen, 0, false);
    }

    private static String disk(long free, long limit) {
        return "the disk has " + free + " bytes free; the limit is " + limit;
    }

    private static String memory(Usage seen, long limit) {
        return "the process takes " + seen.memory() + " bytes of memory; the limit is " + limit;
    }

    private static Verdict verdict(State state, String reason, Usage seen, double pressure, boolean disk) {
        return new Verdict(
                new Health(state, reason, seen.disk().free(), seen.memory(), seen.changes()), pressure, disk);
    }

    private synchronized boolean reliefDue() {
        if (verdict.health.state() == State.OK) {
            relieved = false;
            return false;
        }
        long now = nanoTime.getAsLong();
        if (relieved && now - relievedNanos < RELIEF_NANOS) {
            return false;
        }
        relieved = true;
        relievedNanos = now;
        return true;
    }

    /**
     * Lets a writer pass, if need be after a while.
     *
     * @throws ContextDbException {@code READ_ONLY}
     */
    public void admit() {
        Verdict present = verdict;
        switch (present.health.state()) {
            case OK -> {}
            case STRAINED ->
                LockSupport.parkNanos(this, (long) (DELAY_NANOS_MAX * present.pressure * present.pressure));
            case READ_ONLY, FAILED ->
                throw new ContextDbException(
                        ErrorCode.READ_ONLY,
                        "writes are refused, because " + present.health.reason()
                                + "; reads go on, and so do writes when there is room again");
        }
    }

    /**
     * Measures whether the disk has room for something.
     *
     * @param what needs it, as a message begins
     * @throws ContextDbException {@code DISK_FULL} when it has not
     */
    public void requireRoom(String what, long bytes) {
        long free = usage.get().disk().free();
        if (free < bytes) {
            throw new ContextDbException(
                    ErrorCode.DISK_FULL,
                    what + " needs up to " + bytes + " bytes; the disk has " + free
                            + " free: free some space, nothing has changed");
        }
    }

    /** A write has found the disk full. */
    public synchronized void diskFull(ContextDbException failure) {
        assert failure.code() == ErrorCode.DISK_FULL;
        Usage seen = usage.get();
        full = true;
        fullSinceNanos = nanoTime.getAsLong();
        fullFreeBytes = seen.disk().free();
        fullWords = failure.getMessage();
        verdict = judge(seen);
    }

    /** What is known since the last measurement. */
    public Health health() {
        return verdict.health;
    }
}
