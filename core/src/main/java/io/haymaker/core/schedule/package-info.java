/**
 * When runs begin by themselves: the schedules, what is recorded about each, and what is to be done
 * now.
 *
 * <p>A due time is an instant that a cron expression names in its own time zone. Every wall-clock
 * time that it names is due exactly once: one that the clocks jump over is due at the moment of the
 * jump, and one that comes twice is due when it comes first. Due times of one schedule that fall
 * together thereby are one.
 *
 * <p>Of each due time it is decided once what becomes of it, in one transaction with the run that
 * it begins. A run is begun when it is due and no other run is on its way, unless the schedule may
 * overlap. After a time down at most one run is caught up on, that of the latest due time; nothing
 * is queued up.
 */
@NullMarked
package io.haymaker.core.schedule;

import org.jspecify.annotations.NullMarked;
