/** Time that a test moves. */
@NullMarked
package io.haymaker.testkit.time;

import org.jspecify.annotations.NullMarked;
