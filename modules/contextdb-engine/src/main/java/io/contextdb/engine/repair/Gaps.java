package io.contextdb.engine.repair;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.api.SalvageReport.Gap;
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

    /** Reads something of a row; empty, and noted, when that meets damage. */
    <T> Optional<T> read(String what, long row, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (ContextDbException e) {
            if (e.code() != ErrorCode.CORRUPTION) {
                throw e;
            }
            note(what, row, problem(e));
            return Optional.empty();
        }
    }

    /** Notes a file that cannot be opened. */
    void fileLost(ContextDbException damage) {
        note("a file", 0, problem(damage));
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

    private void note(String what, long row, String problem) {
        Key key = new Key(what, problem);
        Gap known = gaps.get(key);
        if (known != null) {
            gaps.put(key, new Gap(what, known.first(), row, known.rows() + 1, problem));
        } else if (gaps.size() < COUNT_MAX) {
            gaps.put(key, new Gap(what, row, row, 1, problem));
        }
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
