/**
 * The vector index provider {@code ivf}: rows are filed under the nearest of a few centroids, and a search opens the
 * nearest files.
 */
package io.contextdb.index.ivf;
