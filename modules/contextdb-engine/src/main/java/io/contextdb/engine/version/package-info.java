/**
 * Which state a reader sees. A version joins a view of the data with the index states that belong to it; it is
 * published whole after every command and every index batch, and counted by its readers, so that a generation's memory
 * is freed when the last of them has left and never before. Readers take the newest version without locks and without
 * waiting.
 */
package io.contextdb.engine.version;
