package io.fluxmart.testing;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;
import reactor.blockhound.BlockingOperationError;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * BlockHound watches every test: reading a file, sleeping or waiting on an event loop fails the request. Two things pass:
 * what only looks like it, and the short locks that libraries (Netty's allocator, the MongoDB driver, Jackson's caches)
 * take around their own state, which show up only under contention and are not ours to mend.
 */
public final class AllowedBlocking implements BlockHoundIntegration {

    /** How the JDK's locks wait: parked, and right after that for a few turns on the spot. */
    private static final Set<String> LOCKING = Set.of("park", "yield", "yield0", "onSpinWait");

    @Override
    public void applyTo(BlockHound.Builder builder) {
        // Reads /dev/urandom, which never waits once the machine is up.
        builder.allowBlockingCallsInside("java.security.SecureRandom", "nextBytes");
        // Reads certificates of authorities for a connection to a foreign MySQL, of which there are few.
        builder.allowBlockingCallsInside("io.asyncer.r2dbc.mysql.client.SslBridgeHandler", "handleSslState");
        builder.blockingMethodCallback(AllowedBlocking::judge);
    }

    private static void judge(BlockingMethod call) {
        if (!isLockOfALibrary(call)) {
            throw new BlockingOperationError(call);
        }
    }

    private static boolean isLockOfALibrary(BlockingMethod call) {
        return LOCKING.contains(call.getName())
                && caller().filter(name -> !name.startsWith("io.fluxmart.")).isPresent();
    }

    /** The first frame that is neither the JDK's nor BlockHound's. */
    private static Optional<String> caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(name -> !name.equals(AllowedBlocking.class.getName()))
                        .filter(name -> Stream.of("java.", "jdk.", "sun.", "reactor.blockhound.")
                                .noneMatch(name::startsWith))
                        .findFirst());
    }
}
