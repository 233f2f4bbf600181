/** TBD. */
@NullMarked
package io.haymaker.agent;

import org.jspecify.annotations.NullMarked;
