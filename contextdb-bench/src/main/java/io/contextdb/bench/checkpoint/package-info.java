/** What a checkpoint writes when little has changed, and what writers notice of it. */
package io.contextdb.bench.checkpoint;
