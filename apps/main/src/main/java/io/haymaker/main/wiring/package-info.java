/** The composition root: the one place where ports meet adapters. */
@NullMarked
package io.haymaker.main.wiring;

import org.jspecify.annotations.NullMarked;
