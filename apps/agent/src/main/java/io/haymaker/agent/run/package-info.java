/**
 * The course of a scenario: three phases, the ledger of what was made, the sweep that removes it,
 * and the stop that can come at any time.
 */
@NullMarked
package io.haymaker.agent.run;

import org.jspecify.annotations.NullMarked;
