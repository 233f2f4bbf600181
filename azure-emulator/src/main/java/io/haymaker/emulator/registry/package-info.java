/**
 * The container registry: the manifests of the images that the emulator was started with, behind
 * Azure Container Registry's sign-in. It stands at the main door; its login server is {@code
 * localhost:PORT}.
 */
@NullMarked
package io.haymaker.emulator.registry;

import org.jspecify.annotations.NullMarked;
