/** {@code haymaker stop-all}: the end of everything, at once. */
@NullMarked
package io.haymaker.main.stop;

import org.jspecify.annotations.NullMarked;
