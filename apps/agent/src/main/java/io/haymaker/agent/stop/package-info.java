/**
 * Waiting, and being told to stop: how long a step may still take, and the signal that ends the
 * work phases at any moment.
 */
@NullMarked
package io.haymaker.agent.stop;

import org.jspecify.annotations.NullMarked;
