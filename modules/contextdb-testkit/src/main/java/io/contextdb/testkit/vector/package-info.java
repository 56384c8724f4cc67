/**
 * The contract of vector indexes. A provider's test module extends
 * {@link io.contextdb.testkit.vector.VectorIndexContract}, names its provider and says how near to exact its default
 * answers must be; everything else every provider must do alike.
 *
 * <p>{@link io.contextdb.testkit.vector.NativeRows} holds rows without a database,
 * {@link io.contextdb.testkit.vector.RandomVectors} makes up vectors, {@link io.contextdb.testkit.vector.ExactSearch}
 * is the oracle.
 */
package io.contextdb.testkit.vector;
