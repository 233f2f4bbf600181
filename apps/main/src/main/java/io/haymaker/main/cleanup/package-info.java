/** {@code haymaker cleanup}: what is left, what would be done about it, and doing it. */
@NullMarked
package io.haymaker.main.cleanup;

import org.jspecify.annotations.NullMarked;
