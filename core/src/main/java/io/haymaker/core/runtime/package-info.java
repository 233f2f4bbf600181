/**
 * Where containers run. One port for every backend; their differences are capabilities, checked
 * before anything is launched. Whether an image is there is asked of its registry: {@code
 * ImageReference.parse(text)}, then {@link io.haymaker.core.runtime.ImageRegistry#manifest}.
 */
@NullMarked
package io.haymaker.core.runtime;

import org.jspecify.annotations.NullMarked;
