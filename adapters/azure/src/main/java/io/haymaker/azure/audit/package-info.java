/**
 * The auditor's own eyes on Azure. Nothing here is used by what cleans up: resources by Resource
 * Manager's tag filter and not by the inventory, containers of every kind over the whole
 * subscription and not by group, principals by name as well as by tag.
 */
@NullMarked
package io.haymaker.azure.audit;

import org.jspecify.annotations.NullMarked;
