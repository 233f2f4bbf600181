/**
 * Jobs of the installation that come again and again, such as looking whether a schedule is due.
 * Each is carried out by one process at a time, whichever has workers for it.
 */
@NullMarked
package io.haymaker.core.chore;

import org.jspecify.annotations.NullMarked;
