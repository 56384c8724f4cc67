/**
 * Writes exports. {@link io.contextdb.transfer.export.ExportRun} goes through a state; the rows of each format are
 * encoded by {@link io.contextdb.transfer.export.JsonEncoder} or {@link io.contextdb.transfer.export.CsvEncoder} and
 * lie in {@link io.contextdb.transfer.export.RowFiles}, vectors in {@link io.contextdb.transfer.export.VectorFiles};
 * {@link io.contextdb.transfer.export.ExportDirectory} makes all of it appear at once.
 */
package io.contextdb.transfer.export;
