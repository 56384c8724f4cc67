package io.contextdb.server.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Names requests: as the client does, when its name is harmless, else by a number that is new in each process. */
final class RequestId {
    private static final int LENGTH_MAX = 64;

    private final String process;
    private final AtomicLong next = new AtomicLong();

    RequestId() {
        byte[] random = new byte[Integer.BYTES];
        new SecureRandom().nextBytes(random);
        this.process = HexFormat.of().formatHex(random) + "-";
    }

    /** The id of a request. {@code proposed} is what the client calls it, empty when it does not. */
    String of(String proposed) {
        return harmless(proposed) ? proposed : process + Long.toHexString(next.getAndIncrement());
    }

    private static boolean harmless(String text) {
        return !text.isEmpty()
                && text.length() <= LENGTH_MAX
                && text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-_.:".indexOf(c) >= 0));
    }
}
