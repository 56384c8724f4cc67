package io.contextdb.engine.guard;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The memory of this process that no file stands behind: the heap, and what native memory holds. It is measured all the
 * time, so it is read into one buffer and parsed where it lies. Thread-safe.
 */
public final class ProcessMemory {
    private static final String STATUS = "/proc/self/status";
    private static final byte[] ANONYMOUS = "\nRssAnon:".getBytes(StandardCharsets.US_ASCII);
    private static final long UNKNOWN = -1;

    /** The file has about 1,500 bytes. Guarded by the class. */
    private static final byte[] BUFFER = new byte[4096];

    private ProcessMemory() {}

    /** In bytes, as the kernel counts; where it does not tell, what the heap uses. */
    public static synchronized long bytes() {
        try (FileInputStream status = new FileInputStream(STATUS)) {
            long kibibytes = numberAfter(ANONYMOUS, BUFFER, status.readNBytes(BUFFER, 0, BUFFER.length));
            return kibibytes == UNKNOWN ? heapBytes() : kibibytes << 10;
        } catch (IOException unknown) {
            return heapBytes();
        }
    }

    /** The decimal number behind a word and blanks. */
    static long numberAfter(byte[] word, byte[] text, int length) {
        int at = indexOf(word, text, length);
        if (at < 0) {
            return UNKNOWN;
        }
        at += word.length;
        while (at < length && (text[at] == ' ' || text[at] == '\t')) {
            at++;
        }
        long number = at < length && isDigit(text[at]) ? 0 : UNKNOWN;
        for (; at < length && isDigit(text[at]); at++) {
            number = 10 * number + (text[at] - '0');
        }
        return number;
    }

    private static int indexOf(byte[] word, byte[] text, int length) {
        for (int from = 0; from + word.length <= length; from++) {
            int matched = 0;
            while (matched < word.length && text[from + matched] == word[matched]) {
                matched++;
            }
            if (matched == word.length) {
                return from;
            }
        }
        return -1;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static long heapBytes() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
