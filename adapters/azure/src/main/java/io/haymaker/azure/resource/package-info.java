/**
 * Groups, direct reads, locks, deletion and the inventory, through Resource Manager and Resource
 * Graph. Bodies are read as plain JSON, not through the SDK's models, because an id that one
 * resource holds of another may stand anywhere in them.
 */
@NullMarked
package io.haymaker.azure.resource;

import org.jspecify.annotations.NullMarked;
