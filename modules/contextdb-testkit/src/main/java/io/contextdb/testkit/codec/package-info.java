/** The contract of codecs. */
package io.contextdb.testkit.codec;
