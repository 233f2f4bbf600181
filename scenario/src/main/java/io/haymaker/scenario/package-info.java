/** TBD. */
@NullMarked
package io.haymaker.scenario;

import org.jspecify.annotations.NullMarked;
