/**
 * Registries of images, by the protocol of the OCI distribution and the sign-in of Azure Container
 * Registry. {@code AzureCloud.images(settings)} makes the reader; {@code
 * ImageReference.parse(text).map(images::manifest)} asks it.
 */
@NullMarked
package io.haymaker.azure.registry;

import org.jspecify.annotations.NullMarked;
