package io.contextdb.storage.mmap.base;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.file.Corruption;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.file.DataFileWriter;
import io.contextdb.storage.mmap.file.Section;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a patch holds in place of the files below it: some that those have too, and all that are newer than they.
 * Only a patch has such a section:
 *
 * <pre>
 * u64 first        every row from this ordinal on is in the patch; it is the number of rows of the files below
 * u64 redirected   how many rows below the first are in the patch as well
 * u64 words        for each ordinal below the first a bit, set when it is redirected; whole groups of 512 bits
 * u32 ranks        for each group how many bits are set before it
 * </pre>
 *
 * <p>The patch's rows are the redirected ones by ascending ordinal, then those from the first on. So the place of a
 * redirected row is the number of bits set before its own, which takes one rank and at most eight words of one cache
 * line. Thread-safe; allocates nothing.
 */
public final class Redirects {
    private static final int FIRST = 0;
    private static final int REDIRECTED = 8;
    private static final int HEAD_BYTES = 16;

    private final DataFile file;
    private final DataFile.Region words;
    private final DataFile.Region ranks;
    private final int first;
    private final int count;

    private Redirects(DataFile file, Section section, int first, int count) {
        this.file = file;
        long wordBytes = Bits.groups(first) * Bits.GROUP_BYTES;
        long begin = section.offset() + HEAD_BYTES;
        this.words = file.region(new Section(section.id(), begin, wordBytes));
        this.ranks =
                file.region(new Section(section.id(), begin + wordBytes, Bits.groups(first) * (long) Integer.BYTES));
        this.first = first;
        this.count = count;
    }

    /** Reads a section; null when the file does not have it, and so is no patch. */
    static @Nullable Redirects of(DataFile file, int id) {
        if (!file.has(id)) {
            return null;
        }
        Section section = file.section(id);
        long first = file.getLong(section.offset() + FIRST);
        long count = file.getLong(section.offset() + REDIRECTED);
        if (first < 0 || first > Integer.MAX_VALUE || count < 0 || count > first) {
            throw Corruption.at(
                    file.path(), section.offset(), count + " rows are redirected of those below row " + first);
        }
        long groups = Bits.groups((int) first);
        file.section(id, HEAD_BYTES + groups * (Bits.GROUP_BYTES + Integer.BYTES), 1);
        return new Redirects(file, section, (int) first, (int) count);
    }

    /** Writes the section of a patch that holds the rows in a set, and all from its size on. */
    static void write(int id, Bits redirected, DataFileWriter out) {
        long groups = Bits.groups(redirected.size());
        out.begin(id);
        out.putLong(redirected.size());
        out.putLong(redirected.count());
        out.put(redirected.address(), groups * Bits.GROUP_BYTES);
        int before = 0;
        for (long group = 0; group < groups; group++) {
            out.putInt(before);
            for (int word = 0; word < Bits.GROUP_BYTES; word += Long.BYTES) {
                before += Long.bitCount(NativeMemory.getLong(redirected.address() + group * Bits.GROUP_BYTES + word));
            }
        }
        out.end();
    }

    /** Every row from this one on is in the patch. */
    public int first() {
        return first;
    }

    /** How many rows below the first are redirected. */
    public int count() {
        return count;
    }

    /** Whether a row is in the patch. */
    public boolean holds(int ordinal) {
        return ordinal >= first || (word(ordinal >>> 6) & 1L << ordinal) != 0;
    }

    /** The place of a row among those of the patch, which holds it. */
    public int row(int ordinal) {
        return ordinal >= first ? count + (ordinal - first) : rank(ordinal);
    }

    private int rank(int ordinal) {
        int group = ordinal >>> Bits.GROUP_SHIFT;
        long place = (long) group * Integer.BYTES;
        ranks.touch(place, Integer.BYTES);
        int rank = NativeMemory.getInt(ranks.address() + place);
        int last = ordinal >>> 6;
        for (int i = group << Bits.GROUP_SHIFT - 6; i < last; i++) {
            rank += Long.bitCount(word(i));
        }
        return rank + Long.bitCount(word(last) & (1L << ordinal) - 1);
    }

    private long word(int index) {
        long place = (long) index * Long.BYTES;
        words.touch(place, Long.BYTES);
        return NativeMemory.getLong(words.address() + place);
    }

    /** The lowest redirected row from one on, or {@link #first} when there is none. */
    public int next(int from) {
        if (from >= first) {
            return first;
        }
        int last = first - 1 >>> 6;
        int index = from >>> 6;
        long word = word(index) & -1L << from;
        while (word == 0 && index < last) {
            word = word(++index);
        }
        return word == 0 ? first : (index << 6) + Long.numberOfTrailingZeros(word);
    }

    /** The mapped file. */
    public DataFile file() {
        return file;
    }
}
