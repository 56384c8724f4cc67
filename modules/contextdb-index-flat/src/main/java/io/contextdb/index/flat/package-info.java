/**
 * The vector index provider {@code flat}: an exact scan, and the oracle of every other index.
 */
package io.contextdb.index.flat;
