package io.contextdb.bench.crash;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How images are made.
 *
 * @param sample how many are tried, evenly spread over all; 0 for all
 * @param threads how many check them
 * @param seed of what is drawn at random
 * @param kept where images are written that something is wrong with
 */
record CrashSettings(long sample, int threads, long seed, Optional<Path> kept) {}
