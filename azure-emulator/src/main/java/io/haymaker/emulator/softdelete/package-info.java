/**
 * Soft delete of services: what a vault, a configuration store, an account of Cognitive Services, a
 * service of API Management or a workspace of Log Analytics leaves when it is deleted, where that
 * is listed, and how it is purged. What is kept is the deleted resource's own entry in the book of
 * resources; all that is written here is which of them are purged.
 */
@NullMarked
package io.haymaker.emulator.softdelete;

import org.jspecify.annotations.NullMarked;
