package io.contextdb.s3;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.zip.CRC32C;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A part of a local file on its way to the store. It is read from the disk once for its checksum and again for each
 * attempt to send it.
 */
record FileRange(Path file, long offset, long bytes) {
    private static final String CONTENT_TYPE = "application/octet-stream";
    private static final int BUFFER_BYTES = 1 << 16;

    /** What a request sends. */
    RequestBody body() {
        return RequestBody.fromContentProvider(this::open, bytes, CONTENT_TYPE);
    }

    /** The CRC32C as S3 writes it: four bytes, the highest first, in Base64. */
    String crc32c() {
        CRC32C sum = new CRC32C();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = open()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return encode(sum);
    }

    /** A sum as S3 writes it. */
    static String encode(CRC32C sum) {
        byte[] bytes =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    private InputStream open() {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            channel.position(offset);
            return new Bounded(Channels.newInputStream(channel), bytes);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private ContextDbException unreadable(IOException e) {
        return new ContextDbException(
                e instanceof NoSuchFileException ? ErrorCode.FILE_NOT_FOUND : ErrorCode.IO_FAILURE,
                "cannot read " + file + ": " + e.getMessage(),
                e);
    }

    /** The first bytes of a stream. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long bytes) {
            this.in = in;
            left = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(target, from, (int) Math.min(left, length));
            if (read > 0) {
                left -= read;
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
