/**
 * Memory outside the heap: layouts with named offsets, checksums, bit sets and arenas. Everything here works on native or
 * mapped segments; nothing here knows what the bytes mean to the database.
 */
package io.contextdb.memory;
