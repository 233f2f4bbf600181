/**
 * A scenario run from validation to its report: what is recorded of it, the pure planner that
 * decides what comes next, and the reconciler that does it.
 */
@NullMarked
package io.haymaker.core.run;

import org.jspecify.annotations.NullMarked;
