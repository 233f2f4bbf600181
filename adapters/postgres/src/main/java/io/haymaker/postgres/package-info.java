/** TBD. */
@NullMarked
package io.haymaker.postgres;

import org.jspecify.annotations.NullMarked;
