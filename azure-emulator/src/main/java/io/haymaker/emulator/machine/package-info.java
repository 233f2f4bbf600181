/**
 * The managed identity of the machine: tokens without a secret for programs on it, as Container
 * Apps and App Service give them.
 */
@NullMarked
package io.haymaker.emulator.machine;

import org.jspecify.annotations.NullMarked;
