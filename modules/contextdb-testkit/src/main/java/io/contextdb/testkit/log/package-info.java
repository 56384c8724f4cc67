/**
 * What every commit log does: {@link io.contextdb.testkit.log.CommitLogContract} for its answers,
 * {@link io.contextdb.testkit.log.CommitLogFaultContract} for failing disks, threads and machines. A provider's test
 * class extends them and names the provider.
 */
package io.contextdb.testkit.log;
