/**
 * Distance kernels on the Vector API, each with a scalar twin that returns the same bits at every vector width.
 */
package io.contextdb.kernels;
