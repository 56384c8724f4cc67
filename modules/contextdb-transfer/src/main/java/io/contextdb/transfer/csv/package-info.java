/**
 * CSV on bytes: {@link io.contextdb.transfer.csv.CsvTokenizer} finds the fields of a row without making a String of any
 * of them, {@link io.contextdb.transfer.csv.CsvHeader} says what the columns mean, and the readers of nodes and of
 * edges hand rows on. Edges with integer ids pass through without allocation.
 */
package io.contextdb.transfer.csv;
