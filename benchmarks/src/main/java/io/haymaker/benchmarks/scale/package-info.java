/**
 * What a scenario costs the control plane, when there are few and when there are many: the real
 * reconciler, event recorder, database and work queue; agents that are threads, and a cloud in
 * memory. Their working time is compressed into the wait until all of them are at work.
 */
@NullMarked
package io.haymaker.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
