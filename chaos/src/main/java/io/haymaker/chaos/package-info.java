/** The command {@code ./haymaker chaos}. */
@NullMarked
package io.haymaker.chaos;

import org.jspecify.annotations.NullMarked;
