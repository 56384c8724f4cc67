/** Tests of the assembled product: the module graph, the linked image and the plug-ins beside it. */
package io.contextdb.dist;
