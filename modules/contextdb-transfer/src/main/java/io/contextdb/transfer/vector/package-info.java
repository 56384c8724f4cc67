/** The binary formats of vectors. */
package io.contextdb.transfer.vector;
