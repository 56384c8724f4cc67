/**
 * Readers that turn files into rows of a bulk load, and {@link io.contextdb.transfer.Export}, which writes a state of a
 * database so that they read it back.
 *
 * <p>{@link io.contextdb.transfer.ImportPlan} looks into a list of files, reads nodes before edges before vectors, and
 * hands every row to a {@link io.contextdb.api.BulkLoader}. A row that is wrong goes to a rejects file with its line
 * and the reason; a file that is wrong (a truncated gz, a bad header, an npy of another type) ends the import before
 * anything is committed. Memory is bounded whatever the size of the files, but for ids that are text: those take about
 * 40 bytes each.
 *
 * <p>Formats: CSV and TSV with Neo4j-admin headers or plain ones, JSON arrays and NDJSON, npy, fvecs and bvecs, each
 * gzip-compressed or not. {@link io.contextdb.transfer.VectorReader} reads the vector files by themselves.
 */
package io.contextdb.transfer;
