/** Health on an engine in memory. */
@NullMarked
package io.haymaker.testkit.health;

import org.jspecify.annotations.NullMarked;
