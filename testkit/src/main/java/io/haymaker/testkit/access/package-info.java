/** The contract of the keys' store, and a store in memory that keeps it. */
@NullMarked
package io.haymaker.testkit.access;

import org.jspecify.annotations.NullMarked;
