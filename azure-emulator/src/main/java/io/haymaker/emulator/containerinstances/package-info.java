/**
 * Azure Container Instances: container groups whose containers are child processes of the program
 * that stands for their image. A group is begun by the PUT that makes it, and its containers are
 * begun again only as its restart policy says; what its parts are cannot be changed while it lives.
 * States are in single reads only, never in lists; secure values and passwords are in no answer.
 */
@NullMarked
package io.haymaker.emulator.containerinstances;

import org.jspecify.annotations.NullMarked;
