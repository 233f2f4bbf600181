/**
 * The emulator of the Azure services that HayMaker uses: its entry points ({@link
 * io.haymaker.emulator.Emulator} in a process, {@link io.haymaker.emulator.Main} on its own) and
 * the composition of its services.
 *
 * <p>To add a service: write a {@link io.haymaker.emulator.http.Service} in a package of its own
 * (its constructor takes the {@link io.haymaker.emulator.cloud.Cloud} and what else it needs) and
 * add it to the list in {@code Composition}, before {@code ArmService} if its paths begin with
 * {@code /subscriptions} or {@code /providers}. The dispatcher has checked the token by the time
 * {@code handle} is called; ask {@link io.haymaker.emulator.rbac.Authorizer#require} for the right.
 * For rules of one resource namespace write a {@link io.haymaker.emulator.arm.ResourceProvider} and
 * add it to the list of providers. For sockets, threads or processes write a {@link
 * io.haymaker.emulator.Part} and add it to the list of parts. Answer with {@link
 * io.haymaker.emulator.http.Response}, refuse with {@link io.haymaker.emulator.http.Refused}. State
 * goes to {@code cloud.store()}, secrets to {@code cloud.vault()} and nowhere else; what is due is
 * asked of {@code cloud.clock()}, never waited for.
 */
@NullMarked
package io.haymaker.emulator;

import org.jspecify.annotations.NullMarked;
