/**
 * The AMQP 1.0 face of the bus, on the engine of proton-j: sockets, SASL, links, tokens over {@code
 * $cbs} and the request-response operations of {@code $management}, for the official clients of
 * Java and Python. One virtual thread reads each connection and one works it; proton's objects are
 * touched by the second alone.
 */
@NullMarked
package io.haymaker.emulator.servicebus.amqp;

import org.jspecify.annotations.NullMarked;
