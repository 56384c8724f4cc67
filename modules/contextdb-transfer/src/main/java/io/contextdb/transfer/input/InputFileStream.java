package io.contextdb.transfer.input;

import java.io.InputStream;

/** A file for readers that want a stream. Closing it does not close the file. */
public final class InputFileStream extends InputStream {
    private final InputFile file;
    private final byte[] single = new byte[1];

    /** A stream of what is left of {@code file}. */
    public InputFileStream(InputFile file) {
        this.file = file;
    }

    @Override
    public int read() {
        return file.read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return length == 0 ? 0 : file.read(buffer, offset, length);
    }
}
