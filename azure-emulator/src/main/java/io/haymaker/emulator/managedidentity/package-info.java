/**
 * Managed identities: those that users make as resources, those that a resource has of its own, and
 * as whom a resource acts by one of them.
 */
@NullMarked
package io.haymaker.emulator.managedidentity;

import org.jspecify.annotations.NullMarked;
