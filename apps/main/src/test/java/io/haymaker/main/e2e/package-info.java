/** Promises of the whole product, shown on the whole product: programs, processes, files, HTTP. */
@NullMarked
package io.haymaker.main.e2e;

import org.jspecify.annotations.NullMarked;
