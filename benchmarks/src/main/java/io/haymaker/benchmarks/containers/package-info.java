/**
 * What managed containers cost: the server of {@code ./haymaker up}, with its database, against the
 * same done by a bare client of the same engine.
 */
@NullMarked
package io.haymaker.benchmarks.containers;

import org.jspecify.annotations.NullMarked;
