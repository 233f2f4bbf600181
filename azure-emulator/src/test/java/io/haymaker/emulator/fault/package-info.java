/** Tests of this feature. */
@NullMarked
package io.haymaker.emulator.fault;

import org.jspecify.annotations.NullMarked;
