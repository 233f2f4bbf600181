/** The benchmarks' program: runs those that are named, and prints what came out as ratios. */
@NullMarked
package io.haymaker.benchmarks;

import org.jspecify.annotations.NullMarked;
