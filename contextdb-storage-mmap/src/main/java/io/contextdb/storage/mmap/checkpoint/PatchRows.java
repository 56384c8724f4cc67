package io.contextdb.storage.mmap.checkpoint;

import io.contextdb.memory.NativeMemory;
import io.contextdb.storage.mmap.base.Bits;
import io.contextdb.storage.mmap.base.Level;
import io.contextdb.storage.mmap.snapshot.FileRole;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows a new patch holds: of those that the files below it have too, the ones of the patches it replaces and the
 * ones that changed since; then all rows that the files below do not have. Rows keep their ordinals. Takes a bit for
 * each row below and 4 bytes for each redirected one.
 */
final class PatchRows {
    private final FileRole role;
    private final Bits redirected;
    private final int count;
    private final int limit;
    private final long ordinals;
    private final boolean changed;

    /**
     * The rows of a patch.
     *
     * @param top the newest level there is
     * @param limit every row of the view is below
     * @param changes shows which rows changed since the newest level
     */
    PatchRows(FileRole role, Level top, int limit, Consumer<IntConsumer> changes, Arena arena) {
        this.role = role;
        this.limit = limit;
        this.redirected = Bits.of(top.under(role).limit(), arena);
        boolean[] any = new boolean[1];
        top.markReplaced(role, redirected);
        changes.accept(row -> {
            any[0] = true;
            if (row < redirected.size()) {
                redirected.set(row);
            }
        });
        this.changed = any[0];
        this.count = redirected.count();
        this.ordinals = NativeMemory.allocate(arena, (long) count * Integer.BYTES);
        int row = 0;
        for (int ordinal = redirected.next(0); ordinal < redirected.size(); ordinal = redirected.next(ordinal + 1)) {
            NativeMemory.putInt(ordinals + (long) row++ * Integer.BYTES, ordinal);
        }
    }

    /** The smallest patch that a policy allows, null when the base has to be written anew. */
    static @Nullable PatchRows choose(
            PatchPolicy policy, Level top, int limit, Consumer<IntConsumer> changes, Arena arena) {
        long baseRows = top.base().rows();
        if (!policy.patches(baseRows)) {
            return null;
        }
        for (FileRole role : List.of(FileRole.RECENT_PATCH, FileRole.OLDER_PATCH)) {
            PatchRows rows = new PatchRows(role, top, limit, changes, arena);
            if (policy.allows(role, rows.count(), baseRows)) {
                return rows;
            }
        }
        return null;
    }

    /** What the patch is to be. */
    FileRole role() {
        return role;
    }

    /** Whether any row that was there before changed, or one of the new ones was shown as changed. */
    boolean changed() {
        return changed;
    }

    /** The rows that the files below have too. */
    Bits redirected() {
        return redirected;
    }

    /** How many those are. */
    int redirectedCount() {
        return count;
    }

    /** The first row that the files below do not have. */
    int first() {
        return redirected.size();
    }

    /** How many rows the files below do not have. */
    int added() {
        return limit - first();
    }

    /** How many rows the patch holds. */
    int count() {
        return count + added();
    }

    /** The ordinal of one of them. */
    int ordinal(int row) {
        assert row >= 0 && row < count() : row;
        return row < count ? NativeMemory.getInt(ordinals + (long) row * Integer.BYTES) : first() + (row - count);
    }
}
