/**
 * A scaler tried out from end to end: real messages are sent to its topic, and the containers that
 * come of them are watched in the cloud itself until they have gone. Nothing of the scaler's own
 * knowledge is used but the rule for sizes.
 */
@NullMarked
package io.haymaker.main.trial;

import org.jspecify.annotations.NullMarked;
