/** Runs over HTTP. */
@NullMarked
package io.haymaker.server.run;

import org.jspecify.annotations.NullMarked;
