/** What people and time do to schedules, over stores in memory. */
@NullMarked
package io.haymaker.testkit.schedule;

import org.jspecify.annotations.NullMarked;
