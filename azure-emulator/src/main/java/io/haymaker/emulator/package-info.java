/** TBD. */
@NullMarked
package io.haymaker.emulator;

import org.jspecify.annotations.NullMarked;
