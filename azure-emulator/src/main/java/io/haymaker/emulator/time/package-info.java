/**
 * Time as the emulated cloud sees it: the wall clock plus what a test has advanced, and waiting
 * that can be replaced.
 */
@NullMarked
package io.haymaker.emulator.time;

import org.jspecify.annotations.NullMarked;
