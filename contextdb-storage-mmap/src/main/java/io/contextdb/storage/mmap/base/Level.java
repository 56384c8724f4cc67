package io.contextdb.storage.mmap.base;

import io.contextdb.storage.mmap.file.Corruption;
import io.contextdb.storage.mmap.file.DataFile;
import io.contextdb.storage.mmap.snapshot.FileRole;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file's place among those that hold the rows of one kind: the base, which has them all, or a patch over the base or
 * over the older patch. There are three levels at the most. Immutable.
 */
public final class Level {
    private final FileRole role;
    private final @Nullable Redirects redirects;
    private final @Nullable Level below;
    private final int limit;

    private Level(FileRole role, @Nullable Redirects redirects, @Nullable Level below, int limit) {
        this.role = role;
        this.redirects = redirects;
        this.below = below;
        this.limit = limit;
    }

    /**
     * The level of a file.
     *
     * @param role what the snapshot says the file is
     * @param section where it keeps its redirects when it is a patch
     * @param below the level it lies on, null for a base
     * @param added how many rows it has that no level below has
     * @throws io.contextdb.api.ContextDbException {@code CORRUPTION} when the file does not fit its role or what is
     *     below
     */
    static Level of(DataFile file, FileRole role, int section, @Nullable Level below, int added) {
        Redirects redirects = Redirects.of(file, section);
        if (role == FileRole.BASE) {
            if (redirects != null || below != null) {
                throw Corruption.at(file.path(), 0, "the snapshot names it as a base, and it is a patch");
            }
            return new Level(role, null, null, added);
        }
        if (redirects == null || below == null || below.role.compareTo(role) >= 0) {
            throw Corruption.at(file.path(), 0, "the snapshot names it as a patch, and it does not lie on a base");
        }
        if (redirects.first() != below.limit) {
            throw Corruption.at(
                    file.path(),
                    0,
                    "it is a patch over " + redirects.first() + " rows, but the files below it have " + below.limit);
        }
        return new Level(role, redirects, below, below.limit + added);
    }

    /** What the file is. */
    public FileRole role() {
        return role;
    }

    /** Which rows are in the file; null for a base, which has them all. */
    public @Nullable Redirects redirects() {
        return redirects;
    }

    /** The level this one lies on; null for a base. */
    public @Nullable Level below() {
        return below;
    }

    /** The first row that only this level has. */
    public int first() {
        return below == null ? 0 : below.limit;
    }

    /** The rows of this level and those below have ordinals below. */
    public int limit() {
        return limit;
    }

    /** How many rows the file has, redirected ones included. */
    public int rows() {
        return (redirects == null ? 0 : redirects.count()) + limit - first();
    }

    /** Where a row, which the file has, is in the file. */
    int row(int ordinal) {
        return redirects == null ? ordinal : redirects.row(ordinal);
    }

    /** The base. */
    public Level base() {
        return under(FileRole.OLDER_PATCH);
    }

    /** The newest level that a patch of a role may lie on. */
    public Level under(FileRole patch) {
        Level level = this;
        while (level.role.compareTo(patch) >= 0) {
            level = Objects.requireNonNull(level.below);
        }
        return level;
    }

    /**
     * Adds to a set the rows that a new patch takes over from those it replaces; the set's size is the limit of what
     * the new one lies on.
     */
    public void markReplaced(FileRole patch, Bits marked) {
        Level under = under(patch);
        assert marked.size() == under.limit;
        for (Level level = this; level != under; level = Objects.requireNonNull(level.below)) {
            Redirects replaced = Objects.requireNonNull(level.redirects);
            int end = Math.min(replaced.first(), marked.size());
            for (int row = replaced.next(0); row < end; row = replaced.next(row + 1)) {
                marked.set(row);
            }
        }
    }
}
