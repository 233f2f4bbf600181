/**
 * Microsoft Graph v1.0 under {@code /graph/v1.0}: applications, service principals, their
 * passwords, deleted items and directory roles. Objects are documents of the store; of a password
 * only a hash is kept. New objects and passwords take the directory's propagation lag until lists
 * and sign-in know them, as in the real directory.
 */
@NullMarked
package io.haymaker.emulator.graph;

import org.jspecify.annotations.NullMarked;
