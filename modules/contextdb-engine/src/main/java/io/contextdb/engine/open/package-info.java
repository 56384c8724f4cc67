/**
 * From a directory to an open database: what is a database and what is not, who has it open, which providers it needs,
 * which snapshot it starts from, and what the log adds to that.
 */
package io.contextdb.engine.open;
