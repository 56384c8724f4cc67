package io.contextdb.server.http;

import io.contextdb.api.Database;
import io.contextdb.api.ErrorCode;
import io.contextdb.server.problem.RequestException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How new the state must be that a request sees: {@code Contextdb-Read-After} names a commit that it must show, and
 * {@code Contextdb-Consistency} how old it may be. The one node there is shows every commit it has acknowledged, so
 * that it is never too old.
 */
final class Consistency {
    private static final HeaderName READ_AFTER = HeaderNames.create("Contextdb-Read-After");
    private static final HeaderName CONSISTENCY = HeaderNames.create("Contextdb-Consistency");
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final String BOUNDED = "bounded;maxStalenessMs=";
    private static final List<String> LEVELS = List.of("linearizable", "read-your-writes", "eventual");

    private Consistency() {}

    /**
     * Waits until a database shows what a request must see.
     *
     * @throws RequestException when a header means nothing
     * @throws io.contextdb.api.ContextDbException {@link ErrorCode#COMMIT_NOT_REACHED} when it does not come in time
     */
    static void await(ServerRequest request, Database database) {
        request.headers().first(CONSISTENCY).ifPresent(Consistency::check);
        Optional<String> after = request.headers().first(READ_AFTER);
        if (after.isPresent()) {
            database.awaitCommit(index(after.get()), WAIT);
        }
    }

    private static void check(String level) {
        boolean known =
                LEVELS.contains(level) || level.startsWith(BOUNDED) && isNumber(level.substring(BOUNDED.length()));
        if (!known) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    CONSISTENCY.defaultCase() + " is '" + level + "', but must be " + String.join(", ", LEVELS) + " or "
                            + BOUNDED + "N");
        }
    }

    private static long index(String text) {
        if (!isNumber(text)) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    READ_AFTER.defaultCase() + " is '" + text + "', but must be the index of a commit");
        }
        return Long.parseLong(text);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
