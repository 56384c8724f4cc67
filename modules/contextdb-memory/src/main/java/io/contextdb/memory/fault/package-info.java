/** What only tests do with native memory, such as to let allocations fail: exported to them alone. */
package io.contextdb.memory.fault;
