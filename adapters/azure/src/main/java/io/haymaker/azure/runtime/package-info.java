/**
 * Containers as manual jobs of Azure Container Apps: one job with one execution each. An app would
 * restart its container whenever it ends; a job runs to completion.
 */
@NullMarked
package io.haymaker.azure.runtime;

import org.jspecify.annotations.NullMarked;
