/**
 * Role definitions, role assignments and the decision whether a caller may do something at a scope.
 */
@NullMarked
package io.haymaker.emulator.rbac;

import org.jspecify.annotations.NullMarked;
