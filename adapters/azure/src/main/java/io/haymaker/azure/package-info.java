/**
 * Azure: one composition of every port over the official SDK, built from settings that say where
 * the cloud is. The demo's emulator and the real cloud differ in these settings only.
 */
@NullMarked
package io.haymaker.azure;

import org.jspecify.annotations.NullMarked;
