/** TBD. */
@NullMarked
package io.haymaker.azure;

import org.jspecify.annotations.NullMarked;
