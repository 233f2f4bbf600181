/**
 * The words in which every port answers: what was done, what was refused, what is unknown; what was
 * seen, what is absent, and what could not be looked at. A failed look is a value of its own here
 * and can never be read as absence.
 */
@NullMarked
package io.haymaker.core.outcome;

import org.jspecify.annotations.NullMarked;
