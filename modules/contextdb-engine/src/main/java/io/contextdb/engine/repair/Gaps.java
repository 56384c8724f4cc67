package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.SalvageReport.Gap;
import io.contextdb.api.SalvageReport.Ids;
import io.contextdb.api.spi.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Notes which rows of a damaged snapshot cannot be read. Rows that meet the same damage make one gap. */
final class Gaps {
    private static final int COUNT_MAX = 1000;

    private record Key(String what, String problem) {}

    private final Map<Key, Gap> gaps = new LinkedHashMap<>();

    /** Reads something of a row whose id is not known; empty, and noted, when that meets damage. */
    <T> Optional<T> read(String what, long row, Supplier<T> step) {
        return read(what, row, Optional.empty(), step);
    }

    /** The same of a row whose id is known. */
    <T> Optional<T> read(String what, long row, long id, Supplier<T> step) {
        return read(what, row, Optional.of(new Ids(id, id)), step);
    }

    private <T> Optional<T> read(String what, long row, Optional<Ids> id, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.CORRUPTION) {
                throw e;
            }
            note(new Gap(what, row, row, 1, id, problem(e)));
            return Optional.empty();
        }
    }

    /** Notes a file that cannot be opened. */
    void fileLost(Storage.LostFile file) {
        note(new Gap("a file of " + file.what(), 0, file.rows() - 1, file.rows(), file.ids(), problem(file.damage())));
    }

    /** Damage in words, without the advice that brought the user here. */
    static String problem(ContextDbException damage) {
        String message = damage.getMessage();
        int advice = message.indexOf("; 'contextdb repair'");
        String what = advice < 0 ? message : message.substring(0, advice);
        return what.startsWith(damage.code().code() + ": ")
                ? what.substring(damage.code().code().length() + 2)
                : what;
    }

    /** Adds a gap to those noted. Rows come in ascending order, so one that was noted last may meet the same again. */
    private void note(Gap gap) {
        Key key = new Key(gap.what(), gap.problem());
        Gap known = gaps.get(key);
        if (known != null) {
            gaps.put(
                    key,
                    new Gap(
                            gap.what(),
                            known.first(),
                            gap.last(),
                            known.rows() + (gap.last() > known.last() ? gap.rows() : 0),
                            join(known.ids(), gap.ids()),
                            gap.problem()));
        } else if (gaps.size() < COUNT_MAX) {
            gaps.put(key, gap);
        }
    }

    private static Optional<Ids> join(Optional<Ids> known, Optional<Ids> more) {
        if (known.isEmpty() || more.isEmpty()) {
            return known.or(() -> more);
        }
        return Optional.of(known.get().with(more.get().lowest()).with(more.get().highest()));
    }

    /** Whether nothing was noted so far. */
    boolean isEmpty() {
        return gaps.isEmpty();
    }

    /** What was noted, in the order of first notice; of very many the first ones. */
    List<Gap> list() {
        return new ArrayList<>(gaps.values());
    }
}
