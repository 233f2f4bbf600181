/** TBD. */
@NullMarked
package io.haymaker.core;

import org.jspecify.annotations.NullMarked;
