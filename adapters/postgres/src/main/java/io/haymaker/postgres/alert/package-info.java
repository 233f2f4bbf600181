/** Alerts that wait to be taken, and the work of sending them. */
@NullMarked
package io.haymaker.postgres.alert;

import org.jspecify.annotations.NullMarked;
