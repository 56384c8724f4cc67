package io.contextdb.api.spi;

import io.contextdb.api.VectorIndexOptions;

/**
 * A vector space of a database.
 *
 * @param number its number, given in the order of creation and never reused
 * @param name the property its vectors are
 * @param options its index and metric; the dimension is decided
 */
public record VectorSpace(int number, String name, VectorIndexOptions options) {}
