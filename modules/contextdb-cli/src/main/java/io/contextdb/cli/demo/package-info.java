/**
 * {@code contextdb demo}: the bundled example graph imported afresh, and four questions asked of it.
 *
 * <p>{@link io.contextdb.cli.demo.DemoCommand} imports, {@link io.contextdb.cli.demo.Questions} asks and measures,
 * {@link io.contextdb.cli.demo.DemoText} and {@link io.contextdb.cli.demo.DemoJson} tell.
 */
package io.contextdb.cli.demo;
