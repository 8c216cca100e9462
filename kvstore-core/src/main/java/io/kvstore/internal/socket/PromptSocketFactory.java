package io.kvstore.internal.socket;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.net.Socket;

/**
 * Makes Connector/J's sockets, so that its socket timeout bounds all of a call: see {@link PromptSocket}. The driver makes
 * one for each connection, by the name of the class. Not thread-safe.
 */
public final class PromptSocketFactory extends StandardSocketFactory {

    /** For the driver. */
    public PromptSocketFactory() {}

    /** Whether a driver finds this class by its name: both may be in class loaders that do not see each other. */
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
