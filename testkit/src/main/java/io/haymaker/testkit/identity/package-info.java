/** What whoever reads and keeps secrets promises. */
@NullMarked
package io.haymaker.testkit.identity;

import org.jspecify.annotations.NullMarked;
