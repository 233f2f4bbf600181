/** Schedules, and what became of their due times. */
@NullMarked
package io.haymaker.postgres.schedule;

import org.jspecify.annotations.NullMarked;
