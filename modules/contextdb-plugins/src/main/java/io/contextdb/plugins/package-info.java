/**
 * Plug-ins: providers that come in a directory of their own, with libraries of their own.
 *
 * <p>A plug-in is a subdirectory of a plug-in directory and holds jars:
 *
 * <pre>{@code
 * plugins/
 *   annoy/annoy-index.jar
 *   raft/raft-consensus.jar  raft/netty-common.jar  raft/slf4j-api.jar
 * }</pre>
 *
 * <p>{@link io.contextdb.plugins.PluginLayers#load PluginLayers.load} turns each into a {@link java.lang.ModuleLayer}
 * with a class loader of its own, so that two plug-ins may bring different versions of one library, and answers with a
 * {@link io.contextdb.plugins.PluginRegistry}. That one hands out providers, bundled ones first, and keeps a
 * {@link io.contextdb.plugins.Refusal} for everything that could not be loaded: a broken plug-in never keeps a database
 * from opening unless its provider is asked for.
 *
 * <p>There are two kinds of layer. When every jar has a module descriptor, the modules are resolved and defined as they
 * are. Otherwise the jars are united into one open module: many libraries split a package between jars, which separate
 * modules may not. The united module reads the JDK and {@code io.contextdb.api} and nothing else of the host. An
 * automatic module would read every module of the host, and the first package both hold, such as that of a logging
 * interface, would keep it from being resolved.
 */
package io.contextdb.plugins;
