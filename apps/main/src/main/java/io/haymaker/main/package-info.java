/** TBD. */
@NullMarked
package io.haymaker.main;

import org.jspecify.annotations.NullMarked;
