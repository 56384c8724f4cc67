/** What commands need that measure a database: {@code demo} here, and the drivers of other modules. */
package io.contextdb.cli.measure;
