/**
 * A container engine as the host of managed containers: its images, the containers that carry our
 * labels, what they use, and what happens to them. Only what is ours is ever changed; what an older
 * manager made is told apart as foreign.
 */
@NullMarked
package io.haymaker.core.engine;

import org.jspecify.annotations.NullMarked;
