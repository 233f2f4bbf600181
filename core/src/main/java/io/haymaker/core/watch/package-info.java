/**
 * What happens to managed containers, read from the engine as it happens and kept for ever: what we
 * do to them, and what others do behind our back.
 */
@NullMarked
package io.haymaker.core.watch;

import org.jspecify.annotations.NullMarked;
