/** Where tests let allocations of native memory fail: exported to them alone. */
package io.contextdb.memory.fault;
