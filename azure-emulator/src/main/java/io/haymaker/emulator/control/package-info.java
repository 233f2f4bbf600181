/**
 * The control API under /_emulator/: faults, request log, settings and clock, for tests and for the
 * demo.
 */
@NullMarked
package io.haymaker.emulator.control;

import org.jspecify.annotations.NullMarked;
