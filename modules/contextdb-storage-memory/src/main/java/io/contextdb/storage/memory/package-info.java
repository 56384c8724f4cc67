/**
 * The storage provider {@code memory}: plain collections, nothing on disk, and the oracle of the mapped storage.
 */
package io.contextdb.storage.memory;
