/**
 * The request log: who called what, when, and what was answered. Bodies and tokens are never in it.
 */
@NullMarked
package io.haymaker.emulator.log;

import org.jspecify.annotations.NullMarked;
