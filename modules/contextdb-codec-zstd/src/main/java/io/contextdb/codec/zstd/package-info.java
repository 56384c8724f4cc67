/** The codec provider {@code zstd}; {@link io.contextdb.codec.zstd.ZstdCodecProvider} is the way in. */
package io.contextdb.codec.zstd;
