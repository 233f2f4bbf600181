/**
 * Crash safety in process and in virtual time: a run in a world of fakes, whose control plane dies,
 * freezes, or loses an answer at one of its steps (or at several), and what must be true when
 * another has ended the run. Everything follows from a seed.
 */
@NullMarked
package io.haymaker.chaos.step;

import org.jspecify.annotations.NullMarked;
