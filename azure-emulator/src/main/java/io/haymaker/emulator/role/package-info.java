/**
 * Roles: built-in and custom definitions, assignments with their propagation delay, their REST API,
 * and the authorizer that decides by them.
 */
@NullMarked
package io.haymaker.emulator.role;

import org.jspecify.annotations.NullMarked;
