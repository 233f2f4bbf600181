/** The child processes that stand for containers, whatever service runs them. */
@NullMarked
package io.haymaker.emulator.process;

import org.jspecify.annotations.NullMarked;
