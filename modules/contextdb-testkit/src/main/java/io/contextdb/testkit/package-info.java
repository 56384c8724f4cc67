/** Contract tests that every provider of an SPI runs, seeded generators, and small fakes. */
package io.contextdb.testkit;
