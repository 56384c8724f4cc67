/** What is wrong with requests, and how clients are told: problems of RFC 9457. */
package io.contextdb.server.problem;
