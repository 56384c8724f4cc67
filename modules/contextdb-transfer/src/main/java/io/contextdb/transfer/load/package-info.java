/** Where rows of every format end: the bulk load, and the ids that nodes get there. */
package io.contextdb.transfer.load;
