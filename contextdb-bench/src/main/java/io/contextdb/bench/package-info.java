/**
 * Benchmarks: one question per file for JMH, and load drivers that join the command line as {@code contextdb bench}.
 */
package io.contextdb.bench;
