package io.contextdb.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A file channel that interrupts cannot close. A {@link java.nio.channels.FileChannel} closes itself when a thread is
 * interrupted that is using it, so an interrupted caller would take the log away from everyone else, and leave unknown
 * what was written. An asynchronous channel has no such rule; its operations run in the calling thread here, so nothing
 * is handed over.
 */
final class OsChannel implements AutoCloseable {
    private final AsynchronousFileChannel channel;

    private OsChannel(AsynchronousFileChannel channel) {
        this.channel = channel;
    }

    static OsChannel open(Path path, OpenOption... options) throws IOException {
        return new OsChannel(AsynchronousFileChannel.open(path, Set.of(options), CallingThread.INSTANCE));
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Reads until the target is full or the file ends; returns how many bytes were read. */
    int read(ByteBuffer target, long position) throws IOException {
        int total = 0;
        while (target.hasRemaining()) {
            int count = await(channel.read(target, position + total));
            if (count < 0) {
                break;
            }
            total += count;
        }
        return total;
    }

    void write(ByteBuffer source, long position) throws IOException {
        for (long offset = position; source.hasRemaining(); ) {
            offset += await(channel.write(source, offset));
        }
    }

    void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    void force(boolean metadata) throws IOException {
        channel.force(metadata);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /**
     * The operation is over on systems where it ran in this thread; elsewhere an interrupt must not leave the buffer in
     * use.
     */
    private static int await(Future<Integer> operation) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return operation.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs every task where it was submitted; it has no threads, so there is nothing to shut down. */
    private static final class CallingThread extends AbstractExecutorService {
        static final CallingThread INSTANCE = new CallingThread();

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }
}
