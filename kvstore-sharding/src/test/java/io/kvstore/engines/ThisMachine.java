package io.kvstore.engines;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/** The machine that tests run on, seen as if it were another one. */
public final class ThisMachine {

    private ThisMachine() {}

    /** An address by which others could reach it: not the loopback one. */
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
