/** Tests of this feature. */
@NullMarked
package io.haymaker.emulator.arm;

import org.jspecify.annotations.NullMarked;
