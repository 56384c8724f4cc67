/**
 * The object store provider {@code s3}: objects in a bucket of Amazon S3, or of a server that speaks its language.
 * {@link io.contextdb.s3.S3ObjectStoreProvider} is the way in and {@link io.contextdb.s3.S3Settings} lists what can be
 * set.
 *
 * <p>Every request goes through {@link io.contextdb.s3.Attempts}, which tries again what may succeed later and gives up
 * at once on what will not. The SDK's own retries are off, because a conditional put must know whether an earlier
 * attempt may have arrived: its answer may be lost, and the next attempt is then refused by what the first one stored.
 */
package io.contextdb.s3;
