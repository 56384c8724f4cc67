package io.contextdb.memory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Lets a thread stand back when others want its processor. A thread that computes for a long time otherwise keeps it until its slice is over, and a
 * commit, which only has to wake up once its bytes are on disk, waits for that, milliseconds each time.
 *
 * <p>Java's own thread priorities do nothing on Linux without options of the virtual machine, so this calls {@code sched_setattr(2)}: a lower
 * weight, and a longer slice than others have. From Linux 6.12 on a thread that wakes up takes the place of one with a longer slice at once; before,
 * the slice is ignored. Elsewhere, and where native calls are not allowed, threads stay as they are.
 */
public final class BackgroundPriority {
    private static final Logger LOG = System.getLogger("io.contextdb.memory");

    /** A quarter of a processor that one other thread wants too, and all of it when none does. */
    private static final int NICE = 5;

    private static final long SLICE_NANOS = 20_000_000;

    private static final long CALLER = 0;
    private static final long NO_FLAGS = 0;

    /** {@code struct sched_attr}, its first version; everything else is 0, the policy {@code SCHED_OTHER} too. */
    private static final int ATTR_BYTES = 48;

    private static final int ATTR_SIZE = 0;
    private static final int ATTR_NICE = 16;
    private static final int ATTR_RUNTIME = 24;

    /** {@code long syscall(long number, long pid, struct sched_attr *attr, long flags)}. */
    private static final Optional<MethodHandle> SYSCALL = syscall();

    private BackgroundPriority() {}

    private static Optional<MethodHandle> syscall() {
        if (number() < 0) {
            return Optional.empty();
        }
        try {
            Linker linker = Linker.nativeLinker();
            FunctionDescriptor signature = FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG);
            return linker.defaultLookup()
                    .find("syscall")
                    .map(address -> linker.downcallHandle(address, signature, Linker.Option.firstVariadicArg(1)));
        } catch (IllegalCallerException | UnsupportedOperationException e) {
            LOG.log(Level.DEBUG, "background threads keep their priority", e);
            return Optional.empty();
        }
    }

    /** The number of {@code sched_setattr} on this machine, or -1. */
    private static long number() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return -1;
        }
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> 314;
            case "aarch64", "riscv64" -> 274;
            default -> -1;
        };
    }

    /** Lowers the priority of the calling platform thread, and of those it starts from now on. It cannot be raised again. */
    public static void lower() {
        SYSCALL.ifPresent(BackgroundPriority::call);
    }

    private static void call(MethodHandle syscall) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = arena.allocate(ATTR_BYTES, Long.BYTES);
            attr.set(ValueLayout.JAVA_INT, ATTR_SIZE, ATTR_BYTES);
            attr.set(ValueLayout.JAVA_INT, ATTR_NICE, NICE);
            attr.set(ValueLayout.JAVA_LONG, ATTR_RUNTIME, SLICE_NANOS);
            long result = (long) syscall.invokeExact(number(), CALLER, attr, NO_FLAGS);
            if (result != 0) {
                // Such as where the process has a lower priority already.
                LOG.log(Level.DEBUG, "a background thread keeps its priority");
            }
        } catch (Throwable e) {
            throw new AssertionError("a native call throws nothing", e);
        }
    }
}
