package io.contextdb.transfer.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Remembers which node id stands for which text: an open-addressing table of 24 bytes for each slot, at most two thirds
 * full. The text is kept as 128 bits of its SHA-256, so memory does not grow with its length, and nobody can make two
 * texts meet.
 */
final class TextIds {
    private static final int WORDS_PER_SLOT = 3;

    private final MessageDigest digest;
    private long[] slots = new long[WORDS_PER_SLOT << 10];
    private int size;

    // The digest of the text last looked up.
    private long high;
    private long low;

    TextIds() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-256", impossible);
        }
    }

    /** Whether {@code text} has an id. */
    boolean contains(String text) {
        hash(text);
        return !isFree(slot());
    }

    /** The id of the text that {@link #contains} has just found. */
    long found() {
        return slots[slot() + 2];
    }

    /** Gives {@code text}, which has no id, this one. */
    void put(String text, long id) {
        if ((size + 1) * 3L > slots.length / WORDS_PER_SLOT * 2L) {
            grow();
        }
        hash(text);
        int slot = slot();
        assert isFree(slot);
        slots[slot] = high;
        slots[slot + 1] = low;
        slots[slot + 2] = id;
        size++;
    }

    private void hash(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        high = bytes.getLong();
        // Zero marks a free slot.
        low = bytes.getLong() | 1;
    }

    /** The place of the digest: the slot that holds it, or the free one where it belongs. */
    private int slot() {
        int count = slots.length / WORDS_PER_SLOT;
        int slot = (int) (high & (count - 1));
        while (!isFree(slot * WORDS_PER_SLOT)
                && (slots[slot * WORDS_PER_SLOT] != high || slots[slot * WORDS_PER_SLOT + 1] != low)) {
            slot = (slot + 1) & (count - 1);
        }
        return slot * WORDS_PER_SLOT;
    }

    private boolean isFree(int slot) {
        return slots[slot + 1] == 0;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[Math.multiplyExact(old.length, 2)];
        for (int from = 0; from < old.length; from += WORDS_PER_SLOT) {
            if (old[from + 1] != 0) {
                high = old[from];
                low = old[from + 1];
                System.arraycopy(old, from, slots, slot(), WORDS_PER_SLOT);
            }
        }
        Arrays.fill(old, 0);
    }
}
