/** Doing many things at once, with a limit. */
@NullMarked
package io.haymaker.core.concurrent;

import org.jspecify.annotations.NullMarked;
