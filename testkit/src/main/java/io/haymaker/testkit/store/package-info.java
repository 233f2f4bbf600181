/**
 * Stores that live in memory and behave as the real ones, and the contracts that show it: every
 * implementation of the core's stores extends them.
 */
@NullMarked
package io.haymaker.testkit.store;

import org.jspecify.annotations.NullMarked;
