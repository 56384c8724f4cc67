package io.contextdb.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A tmpfs of a few megabytes, which can really be full. */
final class SmallDisk implements AutoCloseable {
    private static final int PIECE_BYTES = 4096;

    private final Path mount;

    private SmallDisk(Path mount) {
        this.mount = mount;
    }

    /** Mounts one; empty when this process may not, which is said on standard output. */
    static Optional<SmallDisk> at(Path mount, int megabytes) throws Exception {
        Files.createDirectory(mount);
        if (run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", mount.toString())) {
            return Optional.of(new SmallDisk(mount));
        }
        System.out.println("skipped: this process may not mount a tmpfs");
        return Optional.empty();
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Leaves no byte of it. */
    void fill() throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        try (OutputStream out = Files.newOutputStream(mount.resolve("ballast"))) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            assertTrue(String.valueOf(full.getMessage()).contains("No space left"), full::toString);
        }
    }

    @Override
    public void close() throws InterruptedException {
        assertTrue(run("umount", mount.toString()));
    }
}
