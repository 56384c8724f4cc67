package io.contextdb.server.config;

/**
 * What somebody wrote for a setting.
 *
 * @param name as it is called there: a key or an alias
 * @param text as it is written there
 */
public record Configured(String name, String text, Origin origin) {}
