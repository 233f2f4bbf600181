/** What a run needs of Azure that is no feature of its own: which names are free. */
@NullMarked
package io.haymaker.azure.run;

import org.jspecify.annotations.NullMarked;
