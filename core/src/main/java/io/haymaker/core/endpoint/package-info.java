/** A registry of endpoints: where services can be reached, as they or others say. */
@NullMarked
package io.haymaker.core.endpoint;

import org.jspecify.annotations.NullMarked;
