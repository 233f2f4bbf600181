/**
 * Waiting messages in memory, and the contracts of who looks at messages and who remembers what was
 * claimed for them.
 */
@NullMarked
package io.haymaker.testkit.scaler;

import org.jspecify.annotations.NullMarked;
