package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.storage.mmap.snapshot.FileRole;

/**
 * When a checkpoint writes a patch, and which. It asks for nothing but how much a patch would hold and how much its
 * base holds, so the same state gives the same files everywhere. Sizes are rows, and for adjacency rows and entries.
 *
 * @param baseRowsMin bases with fewer rows are written anew: pages and headers of a patch would be as large
 * @param recentShare a recent patch holds at most one in so many of what the base holds; a larger one becomes part of
 *     the older patch
 * @param olderPercentMax an older patch holds at most this share of what the base holds; beyond it the base is written
 *     anew
 */
public record PatchPolicy(int baseRowsMin, int recentShare, int olderPercentMax) {
    /**
     * What databases are written with. The larger a recent patch may be, the seldomer the older one is written again,
     * and the more each checkpoint writes; writing least on the average would take one of a twentieth, and a
     * twenty-fourth keeps most checkpoints below a twentieth.
     */
    public static final PatchPolicy STANDARD = new PatchPolicy(4096, 24, 30);

    private static final int PERCENT = 100;

    /** Whether a base with so many rows gets patches. */
    boolean patches(long baseRows) {
        return baseRows >= baseRowsMin;
    }

    /** Whether a patch of a role may be as large as this over a base as large as that. */
    boolean allows(FileRole role, long size, long baseSize) {
        return switch (role) {
            case RECENT_PATCH -> size * recentShare <= baseSize;
            case OLDER_PATCH -> size * PERCENT <= baseSize * olderPercentMax;
            case BASE -> true;
        };
    }
}
