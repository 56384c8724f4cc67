/**
 * Checking a database that lies still: {@link io.contextdb.storage.mmap.verify.Verification} reads every byte of the
 * newest two snapshots, compares all checksums, and then asks whether what the files say fits together: patches and
 * what they lie on, ids and tables, counts, adjacency and edges, vectors and nodes.
 */
package io.contextdb.storage.mmap.verify;
