/** The question whether a caller may do something at a scope, as every service asks it. */
@NullMarked
package io.haymaker.emulator.rbac;

import org.jspecify.annotations.NullMarked;
