package io.contextdb.api;

/**
 * Every error a user can meet, with its stable code {@code CDB-nnnn}. Codes are never reused or renumbered; the
 * thousands digit is the {@link Category}.
 */
public enum ErrorCode {
    /** An argument is outside its documented range or form. */
    INVALID_ARGUMENT(1000, Category.INPUT),
    /** A vector has another dimension than its space. */
    DIMENSION_MISMATCH(1001, Category.INPUT),
    /** A vector holds NaN or an infinity. */
    VECTOR_NOT_FINITE(1002, Category.INPUT),
    /** A zero vector has no direction, so cosine cannot compare it. */
    VECTOR_ZERO(1003, Category.INPUT),
    /** A name, string, list, batch or number exceeds a configured limit. */
    LIMIT_EXCEEDED(1004, Category.INPUT),
    /** A property value is of a type that cannot be stored. */
    UNSUPPORTED_VALUE(1005, Category.INPUT),
    /** Input data (CSV, NDJSON, npy, fvecs, gz) is malformed. */
    MALFORMED_INPUT(1006, Category.INPUT),
    /** An option names something unknown or contradicts another. */
    INVALID_CONFIGURATION(1007, Category.INPUT),

    /** No node has this id. */
    NODE_NOT_FOUND(2000, Category.NOT_FOUND),
    /** No edge has this id. */
    EDGE_NOT_FOUND(2001, Category.NOT_FOUND),
    /** The node has no vector of this name. */
    VECTOR_NOT_FOUND(2002, Category.NOT_FOUND),
    /** No vector space or index has this name. */
    INDEX_NOT_FOUND(2003, Category.NOT_FOUND),
    /** No provider of this name was found. */
    PROVIDER_NOT_FOUND(2005, Category.NOT_FOUND),
    /** The path is not a ContextDB database. */
    NOT_A_DATABASE(2006, Category.NOT_FOUND),
    /** A file or object that was asked for does not exist. */
    FILE_NOT_FOUND(2007, Category.NOT_FOUND),
    /** No snapshot has this id. */
    SNAPSHOT_NOT_FOUND(2008, Category.NOT_FOUND),

    /** A node with this id exists already. */
    NODE_EXISTS(3000, Category.CONFLICT),
    /** An edge with this id exists already. */
    EDGE_EXISTS(3001, Category.CONFLICT),
    /** An index or vector space of this name exists with other options. */
    INDEX_EXISTS(3002, Category.CONFLICT),
    /** The node still has edges; delete them first or detach. */
    NODE_HAS_EDGES(3003, Category.CONFLICT),
    /** Something the transaction read has changed since; run it again. */
    TRANSACTION_CONFLICT(3004, Category.CONFLICT),
    /** The transaction was committed, rolled back or closed before. */
    TRANSACTION_ENDED(3005, Category.CONFLICT),
    /** The object or file exists already and must not be replaced. */
    ALREADY_EXISTS(3006, Category.CONFLICT),

    /** The database is open already, in this process or another. */
    DATABASE_LOCKED(4000, Category.UNAVAILABLE),
    /** The database or reader is closed. */
    CLOSED(4001, Category.UNAVAILABLE),
    /** The state asked for is older than what is still kept. */
    SNAPSHOT_TOO_OLD(4003, Category.UNAVAILABLE),
    /** A memory limit is reached. */
    OUT_OF_MEMORY(4004, Category.UNAVAILABLE),
    /** An earlier failure stopped this database; reopen it to recover. */
    FAILED(4005, Category.UNAVAILABLE),
    /** The operation was cancelled or its thread interrupted. */
    CANCELLED(4006, Category.UNAVAILABLE),
    /** The database takes no writes: it was opened for reading only, or disk or memory runs out. */
    READ_ONLY(4007, Category.UNAVAILABLE),
    /** The write is durable and not to be repeated, but not visible yet, for want of room or because of a failure. */
    COMMIT_PENDING(4008, Category.UNAVAILABLE),
    /** An object store did not answer, or was overloaded, as often as it was tried. */
    STORE_UNAVAILABLE(4010, Category.UNAVAILABLE),
    /** An object store refuses the credentials, or what they were used for. */
    ACCESS_DENIED(4011, Category.UNAVAILABLE),
    /** The commit waited for was not visible in time. */
    COMMIT_NOT_REACHED(4012, Category.UNAVAILABLE),

    /** The operating system refused a file operation. */
    IO_FAILURE(5000, Category.IO),
    /** The disk is full. */
    DISK_FULL(5001, Category.IO),
    /** Stored bytes do not match their checksum or structure. */
    CORRUPTION(5002, Category.IO),
    /** The data was written by a newer version of ContextDB. */
    FORMAT_TOO_NEW(5003, Category.IO),
    /** A log or snapshot in the directory belongs to another database. */
    FOREIGN_FILE(5004, Category.IO),

    /** A plug-in could not be loaded. */
    PLUGIN_REFUSED(6000, Category.PLUGIN),

    /** The request says not, or not credibly, whose it is. */
    UNAUTHENTICATED(7000, Category.ACCESS),
    /** Whoever makes the request may not do this. */
    FORBIDDEN(7001, Category.ACCESS),

    /** The server has nothing at this path. */
    ROUTE_NOT_FOUND(8000, Category.REQUEST),
    /** What is at this path cannot be treated so. */
    METHOD_NOT_ALLOWED(8001, Category.REQUEST),
    /** The server cannot answer in any of the forms that are accepted. */
    NOT_ACCEPTABLE(8002, Category.REQUEST),
    /** The body is in a form that is not read here. */
    UNSUPPORTED_MEDIA_TYPE(8003, Category.REQUEST),
    /** Body, path or headers are longer than the server takes. */
    REQUEST_TOO_LARGE(8004, Category.REQUEST),
    /** What was to be changed is not as the request expects it. */
    PRECONDITION_FAILED(8005, Category.REQUEST),
    /** More requests came than are allowed. */
    RATE_LIMITED(8006, Category.REQUEST),
    /** The server has more to do than it can. */
    OVERLOADED(8007, Category.REQUEST),
    /** The answer was not ready in time. */
    TIMEOUT(8008, Category.REQUEST),
    /** A fault of the server, which its log describes. */
    INTERNAL(8009, Category.REQUEST);

    /** What kind of answer an error deserves; the CLI derives its exit code and the server its HTTP status from it. */
    public enum Category {
        /** The request was wrong: mend it. */
        INPUT,
        /** What was asked for does not exist. */
        NOT_FOUND,
        /** The request contradicts the present state. */
        CONFLICT,
        /** The database cannot serve this now. */
        UNAVAILABLE,
        /** Files or the operating system failed. */
        IO,
        /** A provider is missing or broken. */
        PLUGIN,
        /** Nobody may do this, or not whoever asked. */
        ACCESS,
        /** A server did not take the request as it came. */
        REQUEST
    }

    private final int number;
    private final Category category;

    ErrorCode(int number, Category category) {
        this.number = number;
        this.category = category;
    }

    /** The stable code, such as {@code CDB-1001}. */
    public String code() {
        return "CDB-" + number;
    }

    /** What kind of error this is. */
    public Category category() {
        return category;
    }

    /** Whether a failure is an error with this code. */
    public boolean isOf(Throwable failure) {
        return failure instanceof ContextDbException known && known.code() == this;
    }

    /** Whether the same request may succeed when it is simply made again. */
    public boolean retryable() {
        return switch (this) {
            case TRANSACTION_CONFLICT, COMMIT_NOT_REACHED, RATE_LIMITED, OVERLOADED -> true;
            default -> false;
        };
    }
}
