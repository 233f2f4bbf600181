/** TBD. */
@NullMarked
package io.haymaker.testkit;

import org.jspecify.annotations.NullMarked;
