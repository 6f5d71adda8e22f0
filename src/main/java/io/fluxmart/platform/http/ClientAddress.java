package io.fluxmart.platform.http;

import static org.springframework.util.StringUtils.delimitedListToStringArray;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Whose address a request comes from. A client can write into {@code X-Forwarded-For} what it likes; only the entries
 * that our own proxies added, the last ones, are believed.
 */
@Component
public final class ClientAddress {

    private static final String HEADER = "X-Forwarded-For";
    private static final String UNKNOWN = "unknown";

    /** Half an address is what one IPv6 customer gets at least; inside of it they can take a new one for each request. */
    private static final int NETWORK_BYTES = 8;

    /** {@code 192.0.2.1:80} and {@code [2001:db8::1]:80}, whose ports are not looked at. */
    private static final Pattern WITH_PORT =
            Pattern.compile("(?:([0-9.]{7,15})|\\[([0-9A-Fa-f:.]{2,45})])(?::[0-9]{1,5})?");

    private final int trustedHops;

    public ClientAddress(HttpSettings settings) {
        this.trustedHops = settings.trustedHops();
    }

    /**
     * The client's IPv4 address, or its IPv6 network of 64 bits, such as {@code 2001:db8:0:1::/64}. Where the header has
     * fewer entries than there are trusted hops, or no address in that place, it is the one at the other end of the
     * connection.
     */
    public String of(ServerHttpRequest request) {
        return forwarded(request)
                .or(() -> connected(request))
                .map(ClientAddress::nameOf)
                .orElse(UNKNOWN);
    }

    private Optional<InetAddress> forwarded(ServerHttpRequest request) {
        if (trustedHops == 0) {
            return Optional.empty();
        }
        List<String> lines = request.getHeaders().getOrEmpty(HEADER);
        String[] entries = delimitedListToStringArray(String.join(",", lines), ",");
        return entries.length < trustedHops
                ? Optional.empty()
                : Optional.ofNullable(read(entries[entries.length - trustedHops].strip()));
    }

    private static Optional<InetAddress> connected(ServerHttpRequest request) {
        return Optional.ofNullable(request.getRemoteAddress()).map(InetSocketAddress::getAddress);
    }

    /** Reads numbers only: a name would be looked up. */
    private static @Nullable InetAddress read(String entry) {
        Matcher withPort = WITH_PORT.matcher(entry);
        if (!withPort.matches()) {
            return NetUtil.createInetAddressFromIpAddressString(entry);
        }
        String address = withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
        return NetUtil.createInetAddressFromIpAddressString(address);
    }

    private static String nameOf(InetAddress address) {
        return address instanceof Inet6Address ? networkOf(address.getAddress()) : address.getHostAddress();
    }

    private static String networkOf(byte[] address) {
        byte[] network = address.clone();
        Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
        try {
            return NetUtil.toAddressString(InetAddress.getByAddress(network)) + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Sixteen bytes are an address", impossible);
        }
    }
}
