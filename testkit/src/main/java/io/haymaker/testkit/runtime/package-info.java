/**
 * The contract that every container runtime passes, and a runtime in memory that can be late, die,
 * vanish, run twice or lose its answers.
 */
@NullMarked
package io.haymaker.testkit.runtime;

import org.jspecify.annotations.NullMarked;
