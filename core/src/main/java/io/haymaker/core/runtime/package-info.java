/**
 * Where containers run. One port for every backend; their differences are capabilities, checked
 * before anything is launched.
 */
@NullMarked
package io.haymaker.core.runtime;

import org.jspecify.annotations.NullMarked;
