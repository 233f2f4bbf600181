/** Managed containers on an engine in memory, in virtual time. */
@NullMarked
package io.haymaker.testkit.replica;

import org.jspecify.annotations.NullMarked;
