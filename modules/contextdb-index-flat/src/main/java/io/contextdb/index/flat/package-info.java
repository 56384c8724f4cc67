/**
 * The vector index that is none: every search scores every row. {@link io.contextdb.index.flat.FlatProvider} serves
 * small spaces, where it is fast enough and always right, and is the oracle the other indexes are measured against. Its
 * name is {@code flat}; the options also know it as {@code linear}.
 */
package io.contextdb.index.flat;
