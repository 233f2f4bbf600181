/**
 * The checks that come before anything is made: real calls, one line each, and any that fails stops
 * the run.
 */
@NullMarked
package io.haymaker.core.validation;

import org.jspecify.annotations.NullMarked;
