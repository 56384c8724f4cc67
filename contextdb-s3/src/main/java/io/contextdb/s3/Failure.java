package io.contextdb.s3;

import io.contextdb.api.ContextDbException;
import io.contextdb.api.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What the failure of a request means.
 *
 * @param code what the user is told when it stays
 * @param passing whether another attempt may succeed
 * @param words the reason, for people
 */
record Failure(ErrorCode code, boolean passing, String words) {
    private static final Set<String> CREDENTIALS = Set.of(
            "AccessDenied",
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidAccessKeyId",
            "InvalidToken",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch",
            "TokenRefreshRequired");

    private static final Set<String> PASSING = Set.of(
            "BadDigest",
            "ConditionalRequestConflict",
            "InternalError",
            "OperationAborted",
            "RequestTimeout",
            "ServiceUnavailable",
            "SlowDown");

    private static final int CAUSES_MAX = 16;

    /** Judges what a request threw. */
    static Failure of(Exception e) {
        return switch (e) {
            case ContextDbException ours -> new Failure(ours.code(), false, String.valueOf(ours.getMessage()));
            case AwsServiceException answer -> ofAnswer(answer);
            case AbortedException aborted -> new Failure(ErrorCode.CANCELLED, false, "its thread was interrupted");
            case ApiCallAttemptTimeoutException late -> passing("no answer in time");
            case UncheckedIOException broken -> passing(String.valueOf(broken.getMessage()));
            case IOException broken -> passing(String.valueOf(broken.getMessage()));
            default -> ofClient(e);
        };
    }

    private static Failure passing(String words) {
        return new Failure(
                ErrorCode.STORE_UNAVAILABLE, true, words + "; check endpoint and network, or try again later");
    }

    private static Failure ofAnswer(AwsServiceException answer) {
        return of(answer.statusCode(), name(answer), words(answer));
    }

    /**
     * Judges an answer.
     *
     * @param status of HTTP
     * @param name the store's name of the error; empty where there is none
     */
    static Failure of(int status, String name, String words) {
        if (CREDENTIALS.contains(name) || status == 401 || status == 403) {
            return new Failure(
                    ErrorCode.ACCESS_DENIED,
                    false,
                    words + "; the credentials are wrong, expired, or not allowed to do this: renew or change them");
        }
        if (PASSING.contains(name) || status >= 500 || status == 429 || status == 408) {
            return new Failure(ErrorCode.STORE_UNAVAILABLE, true, words + "; try again later");
        }
        if (status == 400 && name.isEmpty()) {
            return new Failure(
                    ErrorCode.ACCESS_DENIED,
                    false,
                    words
                            + "; it gives no reason to requests of this kind, and answers so when credentials have"
                            + " expired: renew them");
        }
        return switch (status) {
            case 404 -> new Failure(ErrorCode.FILE_NOT_FOUND, false, words);
            case 412 -> new Failure(ErrorCode.ALREADY_EXISTS, false, words);
            case 416 -> new Failure(ErrorCode.INVALID_ARGUMENT, false, words);
            case 301, 307, 308 ->
                new Failure(
                        ErrorCode.INVALID_CONFIGURATION,
                        false,
                        words + "; the bucket is in another region: set s3_region to it");
            default -> new Failure(ErrorCode.IO_FAILURE, false, words);
        };
    }

    /** The store's name of the error, or nothing: an answer to HEAD has no body that could hold it. */
    static String name(AwsServiceException answer) {
        return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
                ? ""
                : answer.awsErrorDetails().errorCode();
    }

    private static String words(AwsServiceException answer) {
        String message = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorMessage();
        return ("the store answers " + answer.statusCode() + " " + name(answer)).strip()
                + (message == null || message.isBlank() ? "" : ", " + message);
    }

    /** What never reached the store, or whose answer was lost, has the reason among its causes. */
    private static Failure ofClient(Exception e) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof ContextDbException ours) {
                return new Failure(ours.code(), false, String.valueOf(ours.getMessage()));
            }
            if (cause instanceof IOException) {
                return passing(cause.getClass().getSimpleName() + ": " + cause.getMessage());
            }
            cause = cause.getCause();
        }
        String words = String.valueOf(e.getMessage());
        boolean credentials = e instanceof SdkException && words.contains("credentials");
        return credentials
                ? new Failure(
                        ErrorCode.ACCESS_DENIED,
                        false,
                        "no credentials were found in settings, environment, profile, container or instance")
                : new Failure(ErrorCode.IO_FAILURE, false, words);
    }
}
