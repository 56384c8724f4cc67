package io.contextdb.api.spi;

/** What starting a commit log did: commands applied again, and the bytes of a torn tail that was cut. */
public record LogRecovery(long recordsReplayed, long bytesDropped) {}
