/**
 * Crash safety for real: processes of the product that are killed at random moments, a cloud under
 * faults and agents that misbehave; and what the emulator itself says of leftovers and duplicates.
 */
@NullMarked
package io.haymaker.chaos.kill;

import org.jspecify.annotations.NullMarked;
