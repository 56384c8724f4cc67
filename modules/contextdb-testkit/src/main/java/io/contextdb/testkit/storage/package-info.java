/**
 * What every storage provider has to do, as tests: extend {@link io.contextdb.testkit.storage.StorageContract},
 * {@link io.contextdb.testkit.storage.SnapshotContract} and {@link io.contextdb.testkit.storage.ImportContract} and
 * name the provider.
 *
 * <p>The judge is {@link io.contextdb.testkit.storage.StorageModel}, plain collections that are changed along with the
 * storage and copied whole whenever a state is to be remembered; {@link io.contextdb.testkit.storage.ViewCheck}
 * compares a view with it through every accessor.
 */
package io.contextdb.testkit.storage;
