/**
 * A cloud in memory that stays equally fast however much is in it: everything is found by its id or
 * by its run. It keeps the rules of deletion, and takes as long as it is told.
 */
@NullMarked
package io.haymaker.benchmarks.cloud;

import org.jspecify.annotations.NullMarked;
