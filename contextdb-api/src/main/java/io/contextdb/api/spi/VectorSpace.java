package io.contextdb.api.spi;

import io.contextdb.api.VectorIndexOptions;

/**
 * A vector space of a database.
 *
 * @param number its number, given in the order of creation and never reused
 * @param name the property its vectors are
 * @param options its index and metric; a dimension of 0 is still undecided: such a space has no rows and no index, and
 *     the engine drops and creates it anew, with the dimension, before its first row
 */
public record VectorSpace(int number, String name, VectorIndexOptions options) {}
