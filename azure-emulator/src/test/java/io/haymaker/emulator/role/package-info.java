/** Tests of this feature. */
@NullMarked
package io.haymaker.emulator.role;

import org.jspecify.annotations.NullMarked;
