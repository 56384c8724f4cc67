/**
 * Plug-in layers: a directory of jars becomes a module layer of its own, and its providers stand beside the bundled ones.
 */
package io.contextdb.plugins;
