/**
 * Containers as groups of Azure Container Instances, one container to a group: begun by the PUT
 * that makes the group, never written again, read one by one because no list shows states, and gone
 * only when a read says so.
 */
@NullMarked
package io.haymaker.azure.instances;

import org.jspecify.annotations.NullMarked;
