/**
 * The corruption sweep: a bit is flipped in every byte of metadata, log, headers and footers of a database of four MiB,
 * and in one of 64 of the rest, one at a time. Whatever is read then is right, or refused with an error that names the
 * file.
 *
 * <p>Opening and reading a database so often takes minutes because the flips share all files but the damaged one, in
 * memory.
 */
@NullMarked
package io.contextdb.bench.damage;

import org.jspecify.annotations.NullMarked;
