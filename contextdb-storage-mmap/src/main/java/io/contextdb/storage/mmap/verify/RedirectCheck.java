package io.contextdb.storage.mmap.verify;

import io.contextdb.storage.mmap.base.AdjacencyFile;
import io.contextdb.storage.mmap.base.Base;
import io.contextdb.storage.mmap.base.Level;
import io.contextdb.storage.mmap.base.Redirects;
import org.jspecify.annotations.Nullable;

/** Patches: each redirects rows that the files below it have, as many as it says, to places that follow each other. */
final class RedirectCheck implements Runnable {
    private final Base base;
    private final Problems problems;

    RedirectCheck(Base base, Problems problems) {
        this.base = base;
        this.problems = problems;
    }

    @Override
    public void run() {
        if (base.nodeLimit() > 0) {
            check("nodes", base.nodes().level());
        }
        if (base.edgeLimit() > 0) {
            check("edges", base.edges().level());
        }
        AdjacencyFile adjacency = base.adjacency();
        if (adjacency != null) {
            check("forward lists", adjacency.forward().level());
            check("backward lists", adjacency.backward().level());
        }
    }

    private void check(String kind, Level top) {
        for (@Nullable Level level = top; level != null; level = level.below()) {
            Redirects redirects = level.redirects();
            if (redirects != null) {
                check(redirects, redirects.file().path() + ", redirected " + kind);
            }
        }
    }

    private void check(Redirects redirects, String named) {
        int row = 0;
        int ordinal = redirects.next(0);
        while (ordinal < redirects.first()) {
            problems.expectEqual(row++, redirects.row(ordinal), named, "the place of row " + ordinal);
            ordinal = redirects.next(ordinal + 1);
        }
        problems.expectEqual(redirects.first(), ordinal, named, "the end of the bits");
        problems.expectEqual(redirects.count(), row, named, "the number of bits");
    }
}
