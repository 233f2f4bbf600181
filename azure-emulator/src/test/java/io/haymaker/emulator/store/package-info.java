/** Tests of this feature. */
@NullMarked
package io.haymaker.emulator.store;

import org.jspecify.annotations.NullMarked;
