/**
 * Storage that is simple enough to be right by reading: the oracle of the mapped storage, and a database for tests.
 *
 * <p>{@link io.contextdb.storage.memory.MemoryStorageProvider} is where it starts. The whole state of a database is one
 * immutable value, {@link io.contextdb.storage.memory.State}, made of
 * {@linkplain io.contextdb.storage.memory.PersistentArray persistent arrays} and
 * {@linkplain io.contextdb.storage.memory.PersistentLongMap maps}: a writer makes a new one beside the old, a view is
 * one with accessors, and no reader ever sees a change. What needs no speed is found by looking at everything.
 *
 * <p>A snapshot is one file that holds a whole state ({@link io.contextdb.storage.memory.StateFile}); opening one reads
 * it all into memory, so opening takes time in the number of rows, and the database must fit into memory. Vectors lie
 * in native memory, since rows are exchanged as addresses; it is given back when the garbage collector finds the last
 * state that reaches it.
 */
package io.contextdb.storage.memory;
