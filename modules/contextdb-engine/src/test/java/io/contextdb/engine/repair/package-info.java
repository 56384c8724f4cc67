/** Repairs of databases that are damaged in every way. */
package io.contextdb.engine.repair;
