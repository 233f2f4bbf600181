/**
 * {@code haymaker scenarios}: what documents there are, what is in one, what is wrong with them.
 */
@NullMarked
package io.haymaker.main.scenarios;

import org.jspecify.annotations.NullMarked;
