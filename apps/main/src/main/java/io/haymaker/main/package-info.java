/**
 * The commands that do work, and nothing else: each reads what the user asked for, has the product
 * built by {@code wiring}, and says how it ended.
 */
@NullMarked
package io.haymaker.main;

import org.jspecify.annotations.NullMarked;
