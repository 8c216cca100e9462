package io.kvstore.examples.http;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The host names of this server. A web page can point its own host name at this machine (DNS rebinding). Its requests
 * would then look like requests from this server's own pages. So all other host names are refused. Immutable.
 */
final class HostNames {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1");

    private final Set<String> names = new HashSet<>(LOCAL);

    /**
     * The names of this machine, the address to listen on, and more.
     *
     * @param bound the address to listen on, a name or a literal
     * @param allowed more names or literals, without a port
     * @throws IllegalArgumentException if one is neither a name nor a literal
     */
    HostNames(String bound, Collection<String> allowed) {
        if (!isEveryAddress(bound)) {
            names.add(normalized(bound));
        }
        for (String name : allowed) {
            if (!name.matches("[A-Za-z0-9._-]+") && !InetAddresses.isUriInetAddress(name) && !isLiteral(name)) {
                throw new IllegalArgumentException(
                        "'" + name + "' is not a host: it must be a name or an address, without a scheme or a port");
            }
            names.add(normalized(name));
        }
    }

    /**
     * Whether a request for this host is accepted.
     *
     * @param host a name, or an address with or without brackets
     * @param local the address at which the request arrived; it is accepted too
     */
    boolean contain(String host, SocketAddress local) {
        String name = normalized(host);
        return names.contains(name)
                || (local instanceof InetSocketAddress socket
                        && isLiteral(name)
                        && InetAddresses.forString(name).equals(withoutScope(socket.getAddress())));
    }

    private static String normalized(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        if (isLiteral(name)) {
            return InetAddresses.toAddrString(InetAddresses.forString(name));
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean isEveryAddress(String bound) {
        String name = normalized(bound);
        return isLiteral(name) && InetAddresses.forString(name).isAnyLocalAddress();
    }

    private static boolean isLiteral(String name) {
        return name.indexOf('%') < 0 && InetAddresses.isInetAddress(name);
    }

    private static InetAddress withoutScope(InetAddress address) {
        return InetAddresses.forString(InetAddresses.toAddrString(address).split("%", 2)[0]);
    }
}
