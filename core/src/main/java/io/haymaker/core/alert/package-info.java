/**
 * Telling somebody when a cleanup could not prove itself: what is told, the outbox in which it
 * waits and the courier that does not give up before it is taken.
 */
@NullMarked
package io.haymaker.core.alert;

import org.jspecify.annotations.NullMarked;
