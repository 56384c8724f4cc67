package io.contextdb.server.problem;

/**
 * What is wrong with one place of a request.
 *
 * @param pointer the place: a JSON pointer (RFC 6901) into the body, or {@code ?name} for a parameter
 * @param detail what is wrong there
 */
public record FieldError(String pointer, String detail) {}
