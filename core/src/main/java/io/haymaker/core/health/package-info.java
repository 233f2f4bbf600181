/**
 * How managed containers fare: what each uses of what it may, sampled at intervals, judged, and
 * kept for some days.
 */
@NullMarked
package io.haymaker.core.health;

import org.jspecify.annotations.NullMarked;
