/**
 * What can be configured and what is: {@link io.contextdb.server.config.Settings} lists the settings,
 * {@link io.contextdb.server.config.Configuration} holds their values. The command line goes before the environment,
 * that before the file, and that before the defaults.
 */
package io.contextdb.server.config;
