/** The documents that a run can choose from, and the choice. */
@NullMarked
package io.haymaker.core.scenario;

import org.jspecify.annotations.NullMarked;
