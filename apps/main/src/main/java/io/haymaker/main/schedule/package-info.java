/**
 * {@code haymaker schedule}: keeps to the schedules in the foreground, and lets people look at them
 * and meddle with them, also while another process keeps to them.
 */
@NullMarked
package io.haymaker.main.schedule;

import org.jspecify.annotations.NullMarked;
