/** Doing many things at once, with a limit, and one beside all others. */
@NullMarked
package io.haymaker.core.concurrent;

import org.jspecify.annotations.NullMarked;
