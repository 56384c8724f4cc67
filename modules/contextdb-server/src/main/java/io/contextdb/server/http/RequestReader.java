package io.contextdb.server.http;

import io.contextdb.api.ErrorCode;
import io.contextdb.server.http.Parameter.Place;
import io.contextdb.server.http.Router.Match;
import io.contextdb.server.problem.FieldError;
import io.contextdb.server.problem.RequestException;
import io.contextdb.transfer.ValueJson;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads parameters and body of requests as their routes have them, and tells all that is wrong with them at once. */
final class RequestReader {
    private final int bodyBytesMax;

    /** Bodies may have {@code bodyBytesMax} bytes at most. */
    RequestReader(int bodyBytesMax) {
        this.bodyBytesMax = bodyBytesMax;
    }

    /** The values of all parameters of a route, in their order. */
    @Nullable
    Object[] parameters(Match match, ServerRequest request) {
        Route route = match.route();
        List<Parameter<?>> parameters = route.parameters();
        Object[] values = new Object[parameters.size()];
        List<FieldError> errors = new ArrayList<>();
        UriQuery query = request.prologue().hasQuery() ? request.query() : UriQuery.empty();
        for (int i = 0; i < values.length; i++) {
            Parameter<?> parameter = parameters.get(i);
            String text =
                    parameter.place() == Place.PATH ? match.value(parameter.name()) : text(query, parameter.name());
            values[i] = value(parameter, text, errors);
        }
        if (!query.isEmpty()) {
            refuseUnknown(parameters, query, errors);
        }
        if (!errors.isEmpty()) {
            throw new RequestException(ErrorCode.INVALID_ARGUMENT, "the parameters do not fit", errors);
        }
        return values;
    }

    private static @Nullable String text(UriQuery query, String name) {
        return query.contains(name) ? query.get(name) : null;
    }

    private static @Nullable Object value(Parameter<?> parameter, @Nullable String text, List<FieldError> errors) {
        if (text == null) {
            if (parameter.fallback() == null) {
                errors.add(new FieldError("?" + parameter.name(), "is missing"));
            }
            return parameter.fallback();
        }
        try {
            return parameter.parser().apply(text);
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("?" + parameter.name(), String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static void refuseUnknown(List<Parameter<?>> parameters, UriQuery query, List<FieldError> errors) {
        for (String name : query.names()) {
            if (query.all(name).size() > 1) {
                errors.add(new FieldError("?" + name, "is there more than once"));
            }
            if (parameters.stream()
                    .noneMatch(known ->
                            known.place() == Place.QUERY && known.name().equals(name))) {
                List<String> known = parameters.stream()
                        .filter(each -> each.place() == Place.QUERY)
                        .map(Parameter::name)
                        .toList();
                errors.add(new FieldError(
                        "?" + name,
                        known.isEmpty() ? "has no meaning here" : "has no meaning here; known are " + known));
            }
        }
    }

    /** The body that a route takes; null when it takes none. */
    @Nullable
    RequestBody body(Route route, ServerRequest request) {
        if (route.body().isEmpty()) {
            return null;
        }
        Route.Body expected = route.body().get();
        requireType(expected, request);
        byte[] bytes = bytes(request);
        Map<String, Object> parsed = ValueJson.parse(bytes, 0, bytes.length);
        List<FieldError> errors = new ArrayList<>();
        expected.schema().check(parsed, "", errors::add);
        if (!errors.isEmpty()) {
            throw new RequestException(ErrorCode.INVALID_ARGUMENT, "the body does not fit", errors);
        }
        return new RequestBody(parsed);
    }

    /**
     * A body has to say what it is. Web pages can send other servers only forms and text without being asked back, so
     * that none can make a browser write to a server on its own machine.
     */
    private static void requireType(Route.Body expected, ServerRequest request) {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        int end = type.indexOf(';');
        String bare = (end < 0 ? type : type.substring(0, end)).strip();
        if (expected.mediaTypes().stream().noneMatch(bare::equalsIgnoreCase)) {
            throw new RequestException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    (bare.isEmpty() ? "the body does not say its type" : "a body of type " + bare)
                            + "; send it with the header 'Content-Type: "
                            + expected.mediaTypes().getFirst() + "'");
        }
    }

    private byte[] bytes(ServerRequest request) {
        long announced = request.headers().contentLength().orElse(-1);
        if (announced > bodyBytesMax) {
            throw tooLarge();
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(announced >= 0 ? (int) announced : bodyBytesMax + 1);
            if (bytes.length > bodyBytesMax) {
                throw tooLarge();
            }
            if (announced >= 0 && bytes.length < announced) {
                throw new RequestException(
                        ErrorCode.MALFORMED_INPUT,
                        "the body ended after " + bytes.length + " of " + announced + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RequestException tooLarge() {
        return new RequestException(
                ErrorCode.REQUEST_TOO_LARGE, "a body of more than " + bodyBytesMax + " bytes, which is the limit");
    }
}
