/** The codec provider {@code lz4}; {@link io.contextdb.codec.lz4.Lz4CodecProvider} is the way in. */
package io.contextdb.codec.lz4;
