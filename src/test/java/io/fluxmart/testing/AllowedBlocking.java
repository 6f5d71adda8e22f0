package io.fluxmart.testing;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** BlockHound watches every test; these are the calls that it takes for blocking and that are none worth avoiding. */
public final class AllowedBlocking implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        // Reads /dev/urandom, which never waits once the machine is up.
        builder.allowBlockingCallsInside("java.security.SecureRandom", "nextBytes");
        // Locks of libraries: around the first use of a type, and around a connection of one owner.
        builder.allowBlockingCallsInside(
                "tools.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer");
        builder.allowBlockingCallsInside(
                "tools.jackson.databind.ser.SerializerCache", "addAndResolveNonTypedSerializer");
    }
}
