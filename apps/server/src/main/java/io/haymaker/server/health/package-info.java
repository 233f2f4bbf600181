/** Whether all is well, for those who watch and for load balancers. */
@NullMarked
package io.haymaker.server.health;

import org.jspecify.annotations.NullMarked;
