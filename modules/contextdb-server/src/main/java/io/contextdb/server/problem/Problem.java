package io.contextdb.server.problem;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import io.contextdb.transfer.ValueJson;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/**
 * What went wrong with a request, as {@code application/problem+json} (RFC 9457) with the members {@code code},
 * {@code requestId}, {@code retryable} and {@code errors}, a list of pointers and what is wrong there.
 */
public record Problem(ErrorCode code, String detail, List<FieldError> errors) {
    /** The type of a problem's body. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:contextdb:error:";

    /** What a failure of any kind tells the client: of faults of ours nothing but that there is one. */
    public static Problem of(Throwable failure) {
        return switch (failure) {
            case RequestException refused -> new Problem(refused.code(), refused.detail(), refused.errors());
            case ContextDbException known -> new Problem(known.code(), detail(known), List.of());
            default ->
                new Problem(
                        ErrorCode.INTERNAL,
                        "a fault of the server, which its log describes under the id of this request",
                        List.of());
        };
    }

    /** The message without the code in front of it, which has a member of its own. */
    private static String detail(ContextDbException failure) {
        String prefix = failure.code().code() + ": ";
        String message = failure.getMessage();
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }

    /** The status code of HTTP for an error. */
    public int status() {
        return switch (code) {
            case MALFORMED_INPUT -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case SNAPSHOT_TOO_OLD -> 410;
            case PRECONDITION_FAILED -> 412;
            case REQUEST_TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case RATE_LIMITED -> 429;
            case ACCESS_DENIED, STORE_UNAVAILABLE -> 502;
            case OVERLOADED -> 503;
            case TIMEOUT -> 504;
            case DISK_FULL -> 507;
            default -> ofCategory();
        };
    }

    private int ofCategory() {
        return switch (code.category()) {
            case INPUT -> 422;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case UNAVAILABLE -> 503;
            case IO, PLUGIN -> 500;
            case ACCESS -> 403;
            case REQUEST -> code == ErrorCode.ROUTE_NOT_FOUND ? 404 : 500;
        };
    }

    /** The body. */
    public byte[] body(String requestId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = ValueJson.generator(bytes)) {
            write(requestId, out);
        }
        return bytes.toByteArray();
    }

    /** Writes the problem as an object. */
    public void write(String requestId, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("type", TYPE_PREFIX + code.code());
        out.writeStringProperty("title", code.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        out.writeNumberProperty("status", status());
        out.writeStringProperty("detail", detail);
        out.writeStringProperty("code", code.code());
        out.writeStringProperty("requestId", requestId);
        out.writeBooleanProperty("retryable", code.retryable());
        if (!errors.isEmpty()) {
            out.writeArrayPropertyStart("errors");
            for (FieldError error : errors) {
                out.writeStartObject();
                out.writeStringProperty("pointer", error.pointer());
                out.writeStringProperty("detail", error.detail());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }
}
