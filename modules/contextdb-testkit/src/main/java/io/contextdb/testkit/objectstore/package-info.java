/** What every object store does: {@link io.contextdb.testkit.objectstore.ObjectStoreContract}. */
package io.contextdb.testkit.objectstore;
