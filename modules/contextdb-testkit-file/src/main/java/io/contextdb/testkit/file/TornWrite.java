package io.contextdb.testkit.file;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** A write of which the disk has a part. */
final class TornWrite {
    private static final int SECTOR_BYTES = 512;
    private static final int PAGE_BYTES = 4096;

    private TornWrite() {}

    /** Writes up to some byte, and for a torn page any of the other sectors of that byte's page. */
    static void apply(FileContent content, FileChange.Write write, Damage damage, SplittableRandom random) {
        int length = write.bytes().length;
        if (length == 0) {
            return;
        }
        long cut = write.position() + random.nextInt(length);
        if (damage == Damage.TORN_SECTOR) {
            range(content, write, write.position(), cut);
            return;
        }
        long page = cut / PAGE_BYTES * PAGE_BYTES;
        range(content, write, write.position(), page);
        for (long sector = page; sector < page + PAGE_BYTES; sector += SECTOR_BYTES) {
            if (random.nextBoolean()) {
                range(content, write, sector, sector + SECTOR_BYTES);
            }
        }
    }

    private static void range(FileContent content, FileChange.Write write, long from, long to) {
        long first = Math.max(from, write.position());
        long last = Math.min(to, write.position() + write.bytes().length);
        if (first < last) {
            int offset = (int) (first - write.position());
            content.write(first, ByteBuffer.wrap(write.bytes(), offset, (int) (last - first)));
        }
    }
}
