/** Runs, their scenarios and their reports. */
@NullMarked
package io.haymaker.postgres.run;

import org.jspecify.annotations.NullMarked;
