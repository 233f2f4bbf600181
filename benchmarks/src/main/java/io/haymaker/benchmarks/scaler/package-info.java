/**
 * What the queue scaler's passes cost: time, calls to the cloud and memory, with a bus and a
 * platform in memory.
 */
@NullMarked
package io.haymaker.benchmarks.scaler;

import org.jspecify.annotations.NullMarked;
