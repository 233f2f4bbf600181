/** How much slower than it has to be a cleanup deletes. */
@NullMarked
package io.haymaker.benchmarks.deletion;

import org.jspecify.annotations.NullMarked;
