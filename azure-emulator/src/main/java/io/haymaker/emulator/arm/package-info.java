/**
 * Azure Resource Manager: subscriptions, groups, providers, generic resources of any type, locks
 * and long-running operations.
 */
@NullMarked
package io.haymaker.emulator.arm;

import org.jspecify.annotations.NullMarked;
