/** The description of the server for machines and people, made from the table of routes. */
package io.contextdb.server.openapi;
