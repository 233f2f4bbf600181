/** How soon after a message was sent its container is asked for, on the emulated cloud. */
@NullMarked
package io.haymaker.benchmarks.reaction;

import org.jspecify.annotations.NullMarked;
