package io.kvstore.internal.socket;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.net.Socket;

/**
 * Makes the sockets of Connector/J, so that its socket timeout bounds the whole call ({@link PromptSocket}). The driver
 * makes one factory for each connection, by the name of this class. Not thread-safe.
 */
public final class PromptSocketFactory extends StandardSocketFactory {

    /** For the driver. */
    public PromptSocketFactory() {}

    /** Whether a driver can load this class by its name. The driver may have a class loader that does not see it. */
    public static boolean isSeenBy(Class<?> driver) {
        try {
            String name = PromptSocketFactory.class.getName();
            return Class.forName(name, false, driver.getClassLoader()) == PromptSocketFactory.class;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    @Override
    protected Socket createSocket(PropertySet properties) {
        return new PromptSocket();
    }
}
