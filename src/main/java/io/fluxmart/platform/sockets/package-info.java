/**
 * Decides who may open a WebSocket, how large a message from outside can be, and when a silent one is dead.
 * Holds no data and publishes nothing.
 */
@NullMarked
package io.fluxmart.platform.sockets;

import org.jspecify.annotations.NullMarked;
