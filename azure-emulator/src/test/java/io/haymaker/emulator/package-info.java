/** Tests of the emulator as its clients see it: over HTTPS, in the same process. */
@NullMarked
package io.haymaker.emulator;

import org.jspecify.annotations.NullMarked;
