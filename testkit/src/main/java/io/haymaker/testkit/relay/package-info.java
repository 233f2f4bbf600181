/** Servers that hang, or are cut off. */
@NullMarked
package io.haymaker.testkit.relay;

import org.jspecify.annotations.NullMarked;
