package io.contextdb.transfer.export;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.transfer.export.ExportDirectory.Part;
import io.contextdb.transfer.input.RecordBuffer;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of text in files of so many rows each: {@code nodes/node-000001.csv}, {@code nodes/node-000002.csv}. There is at
 * least one, be it empty.
 */
final class RowFiles implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * What stands around rows.
     *
     * @param head at the front of each file
     * @param separator between two rows
     * @param end behind the last row
     */
    record Frame(byte[] head, byte[] separator, byte[] end) {}

    private final ExportDirectory directory;
    private final Part part;
    private final String prefix;
    private final String extension;
    private final boolean gzip;
    private final int rowsPerFile;
    private final Frame frame;
    private @Nullable OpenFile present;
    private int files;
    private long rows;

    RowFiles(
            ExportDirectory directory,
            Part part,
            String prefix,
            String extension,
            boolean gzip,
            int rowsPerFile,
            Frame frame) {
        this.directory = directory;
        this.part = part;
        this.prefix = prefix;
        this.extension = gzip ? extension + ".gz" : extension;
        this.gzip = gzip;
        this.rowsPerFile = rowsPerFile;
        this.frame = frame;
    }

    /** Appends a row. {@code LIMIT_EXCEEDED} when it is longer than an import reads; {@code what} names it then. */
    void add(RowBytes row, String what, long id) {
        if (row.size() > RecordBuffer.RECORD_BYTES_MAX) {
            throw new ContextDbException(
                    ErrorCode.LIMIT_EXCEEDED,
                    what + " " + Long.toUnsignedString(id) + " takes " + row.size()
                            + " bytes in a row of text; the limit is " + RecordBuffer.RECORD_BYTES_MAX);
        }
        OpenFile into = present == null ? open() : present;
        into.add(row);
        rows++;
        if (into.rows == rowsPerFile) {
            close(into);
        }
    }

    /** All rows so far. */
    long rows() {
        return rows;
    }

    /** Completes the last file. */
    void finish() {
        if (files == 0) {
            open();
        }
        if (present != null) {
            close(present);
        }
    }

    private OpenFile open() {
        files++;
        Path path = directory.file(part, String.format("%s-%06d.%s", prefix, files, extension));
        OpenFile file = new OpenFile(path, gzip, frame);
        present = file;
        return file;
    }

    private void close(OpenFile file) {
        file.finish();
        present = null;
        directory.add(file.path, file.rows);
    }

    @Override
    public void close() {
        if (present != null) {
            present.close();
        }
    }

    /** The file that rows go to at the moment. */
    private static final class OpenFile {
        private final Path path;
        private final Frame frame;
        private final FileChannel channel;
        private final BufferedOutputStream out;
        private long rows;

        OpenFile(Path path, boolean gzip, Frame frame) {
            this.path = path;
            this.frame = frame;
            try {
                channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                // Whoever closes the stream must not close the channel, which is synced after it.
                OutputStream raw = new FilterOutputStream(Channels.newOutputStream(channel)) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        out.write(bytes, offset, length);
                    }

                    @Override
                    public void close() {}
                };
                out = new BufferedOutputStream(gzip ? new GZIPOutputStream(raw, BUFFER_BYTES) : raw, BUFFER_BYTES);
                out.write(frame.head);
            } catch (IOException failure) {
                throw Failures.writing(path, failure);
            }
        }

        void add(RowBytes row) {
            try {
                if (rows > 0) {
                    out.write(frame.separator);
                }
                row.writeTo(out);
                rows++;
            } catch (IOException failure) {
                throw Failures.writing(path, failure);
            }
        }

        void finish() {
            try {
                out.write(frame.end);
                out.close();
                channel.force(true);
            } catch (IOException failure) {
                throw Failures.writing(path, failure);
            }
            close();
        }

        void close() {
            try {
                channel.close();
            } catch (IOException failure) {
                throw Failures.writing(path, failure);
            }
        }
    }
}
