package io.kvstore.engines;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** The address of this machine, as other machines see it. */
public final class ThisMachine {

    private ThisMachine() {}

    /** An address that is not a loopback address. */
    public static String address() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("this machine has no network"));
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
    }
}
