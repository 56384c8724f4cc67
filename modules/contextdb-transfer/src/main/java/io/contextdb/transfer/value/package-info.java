/**
 * Property values spelled as text: the types a CSV column can declare, and ISO 8601 and openCypher's points for both
 * CSV and NDJSON.
 */
package io.contextdb.transfer.value;
