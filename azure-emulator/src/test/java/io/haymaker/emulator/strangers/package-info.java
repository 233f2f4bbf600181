/**
 * Clients that nobody here wrote, as their users have them, in sessions of which every step is
 * asserted.
 */
@NullMarked
package io.haymaker.emulator.strangers;

import org.jspecify.annotations.NullMarked;
