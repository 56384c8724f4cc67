/**
 * Readers that turn files into rows to import: CSV, NDJSON, npy and fvecs, gzip-compressed or not, one bad row at a time.
 */
package io.contextdb.transfer;
