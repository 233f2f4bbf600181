/**
 * What agents report and what we did, in the order in which it became durable: the journal, and the
 * door by which events come in.
 */
@NullMarked
package io.haymaker.core.event;

import org.jspecify.annotations.NullMarked;
