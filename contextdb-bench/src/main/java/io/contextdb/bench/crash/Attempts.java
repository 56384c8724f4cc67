package io.contextdb.bench.crash;

import io.contextdb.testkit.file.CrashReplay;
import io.contextdb.testkit.file.Damage;

/**
 * How many images are tried at each place, by damage. What is left of a few unsynced changes is tried in full, what is
 * left of many by that many results drawn at random; many come out the same as others and are not counted.
 */
final class Attempts {
    private static final int PREFIXES_MAX = 8;
    private static final int ORDERS_MAX = 32;
    private static final int TORN = 40;

    private Attempts() {}

    /** How many results of a damage are tried at a place. */
    static int of(Damage damage, CrashReplay replay) {
        int pending = replay.pending();
        return switch (damage) {
            case NONE -> 1;
            case LOST -> pending > 0 ? 1 : 0;
            case PREFIX -> Math.min(pending, PREFIXES_MAX);
            case REORDERED -> pending < 2 ? 0 : 1 << pending > ORDERS_MAX || pending > 30 ? ORDERS_MAX : 1 << pending;
            case TORN_SECTOR, TORN_PAGE -> replay.pendingWrites() > 0 ? TORN : 0;
        };
    }

    /** How many results are tried at a place. */
    static int all(CrashReplay replay) {
        int attempts = 0;
        for (Damage damage : Damage.values()) {
            attempts += of(damage, replay);
        }
        return attempts;
    }
}
