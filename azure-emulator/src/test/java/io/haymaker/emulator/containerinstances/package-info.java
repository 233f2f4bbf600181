/** Container Instances on the wire and through the official client. */
@NullMarked
package io.haymaker.emulator.containerinstances;

import org.jspecify.annotations.NullMarked;
