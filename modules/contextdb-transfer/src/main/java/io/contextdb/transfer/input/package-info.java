/**
 * Bytes of a file: decompressed, counted, and buffered record by record; and the errors that say where in a file
 * something is wrong.
 */
package io.contextdb.transfer.input;
