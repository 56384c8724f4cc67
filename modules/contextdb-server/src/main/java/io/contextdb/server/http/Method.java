package io.contextdb.server.http;

import java.util.Locale;

/** The methods that routes have. HEAD is answered like GET, without the body. */
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    /** As OpenAPI spells it. */
    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
