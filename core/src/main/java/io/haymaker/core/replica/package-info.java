/**
 * Images and how many containers of each are wanted: what people ask for is recorded here, and a
 * reconciler makes the engine agree with it.
 */
@NullMarked
package io.haymaker.core.replica;

import org.jspecify.annotations.NullMarked;
