/** Waiting messages in memory, and the contract of who remembers what was claimed for them. */
@NullMarked
package io.haymaker.testkit.scaler;

import org.jspecify.annotations.NullMarked;
