package io.contextdb.api;

import java.util.stream.IntStream;

/**
 * The greatest sizes of what is written. What exceeds one is refused with {@link ErrorCode#LIMIT_EXCEEDED} before
 * anything changes.
 *
 * @param nameBytes UTF-8 bytes of a label, edge type, property key or index name
 * @param labelsPerNode labels of one node
 * @param propertiesPerEntity properties of one node or edge
 * @param valueBytes encoded bytes of one property value
 * @param nestingDepth lists and maps within each other, at most 256
 * @param operationsPerTransaction writes in one transaction
 * @param transactionBytes encoded bytes of one transaction
 * @param resultCount k, ef and limits of a search
 */
public record Limits(
        int nameBytes,
        int labelsPerNode,
        int propertiesPerEntity,
        int valueBytes,
        int nestingDepth,
        int operationsPerTransaction,
        int transactionBytes,
        int resultCount) {
    /** Checks that each is at least 1. */
    public Limits {
        int least = IntStream.of(
                        nameBytes,
                        labelsPerNode,
                        propertiesPerEntity,
                        valueBytes,
                        nestingDepth,
                        operationsPerTransaction,
                        transactionBytes,
                        resultCount)
                .min()
                .orElseThrow();
        if (least < 1) {
            throw new ContextDbException(
                    ErrorCode.INVALID_CONFIGURATION, "a limit of " + least + "; each must be 1 or more");
        }
    }

    /** Generous for people, firm against accidents. */
    public static Limits defaults() {
        return new Limits(1 << 10, 64, 4096, 16 << 20, 64, 1_000_000, 64 << 20, 1_000_000);
    }
}
