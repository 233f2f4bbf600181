/** What the queue scalers claimed, and what they remember from pass to pass. */
@NullMarked
package io.haymaker.postgres.scaler;

import org.jspecify.annotations.NullMarked;
