/**
 * The queue scaler: one container for each message that waits in a topic's subscriptions, sized by
 * the file that the message names, and cleared away when it has ended. It never takes, locks or
 * settles a message; the container does that.
 *
 * <p>A pass looks at containers and messages, plans, and acts. What was claimed for a message is in
 * the database before its container is asked for, so that whoever comes next finds it.
 */
@NullMarked
package io.haymaker.core.scaler;

import org.jspecify.annotations.NullMarked;
