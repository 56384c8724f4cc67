package io.contextdb.server.security;

import io.contextdb.api.ErrorCode;
import io.contextdb.server.problem.RequestException;

/** Finds out who makes a request, from nothing but its {@code Authorization} header. Thread-safe. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Whoever makes a request.
     *
     * @param authorization the header, empty when there is none
     * @throws RequestException {@link ErrorCode#UNAUTHENTICATED} when that is not clear
     */
    Principal authenticate(String authorization);

    /** Asks nobody. */
    static Authenticator none() {
        return _ -> Principal.LOCAL;
    }

    /** Asks for a key: {@code Authorization: Bearer cdb_...}. */
    static Authenticator of(ApiKeys keys) {
        return authorization -> {
            String scheme = "Bearer ";
            boolean bearer = authorization.regionMatches(true, 0, scheme, 0, scheme.length());
            String token = bearer ? authorization.substring(scheme.length()).strip() : "";
            if (!ApiKey.looksLikeOne(token)) {
                throw refusal("the request has no key; send it as 'Authorization: Bearer cdb_...'");
            }
            return keys.find(token).orElseThrow(() -> refusal("the key is unknown or revoked"));
        };
    }

    private static RequestException refusal(String detail) {
        return new RequestException(ErrorCode.UNAUTHENTICATED, detail);
    }
}
