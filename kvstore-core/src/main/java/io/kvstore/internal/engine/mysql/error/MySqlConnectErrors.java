package io.kvstore.internal.engine.mysql.error;

import static io.kvstore.internal.engine.mysql.error.MySqlFaults.inChain;

import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import io.kvstore.internal.sql.Fault;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Errors of Connector/J when it cannot connect. It has its own exceptions for them, without codes. */
public enum MySqlConnectErrors {
    UNKNOWN_HOST(Fault.NOT_SERVING, "unknown host: check the shard's URL and DNS"),
    NOT_MYSQL(Fault.NOT_SERVING, "the answer is not of MySQL's protocol: check host and port"),
    UNVERIFIED(
            Fault.MISCONFIGURED,
            "the server's certificate could not be verified for the host of the shard's URL. Name a trust store with"
                    + " trustCertificateKeyStoreUrl (and …Type, …Password) in pool.driverProperties, and use a host name"
                    + " that is in the certificate. Or set sslMode=VERIFY_CA, which accepts any host with a certificate of this"
                    + " authority, or sslMode=REQUIRED, which accepts any server and sends it the password"),
    NO_TLS(
            Fault.MISCONFIGURED,
            "nothing was sent to the server. Turn TLS on in the server. In a network that you trust, sslMode=DISABLED in the"
                    + " shard's URL sends passwords and data without encryption, to whoever answers"),
    NO_PUBLIC_KEY(
            Fault.MISCONFIGURED,
            "without TLS (sslMode=DISABLED, or a server that has none) the user's plugin, such as caching_sha2_password,"
                    + " needs the server's public key to encrypt the password. Use TLS:"
                    + " sslMode=VERIFY_IDENTITY; or set serverRSAPublicKeyFile; or set"
                    + " allowPublicKeyRetrieval=true, which trusts whoever answers"),
    TLS(Fault.MISCONFIGURED, "check tlsVersions and tlsCiphersuites here, and tls_version on the server"),
    CONFIG(Fault.MISCONFIGURED, "fix the shard's URL or pool.driverProperties");

    /** Exceptions about the configuration. */
    private static final String[] OF_CONFIG = {
        "WrongArgumentException",
        "InvalidConnectionAttributeException",
        "UnsupportedConnectionStringException",
        "SSLParamsException",
        "FeatureNotAvailableException",
        "IllegalArgumentException",
        "NumberFormatException",
        "ZoneRulesException",
        "DateTimeException",
        "BindException", // localSocketAddress
    };

    public final Fault fault;
    public final String advice;

    MySqlConnectErrors(Fault fault, String advice) {
        this.fault = fault;
        this.advice = advice;
    }

    /** Empty if it is none of these: the server is down or refuses. */
    public static Optional<MySqlConnectErrors> of(SQLException error) {
        if (error.getErrorCode() != 0) {
            return Optional.empty();
        }
        String message = Strings.nullToEmpty(error.getMessage());
        if (inChain(error, "UnknownHostException")) {
            return Optional.of(UNKNOWN_HOST);
        }
        if (inChain(error, "CertificateException") || inChain(error, "CertPathValidatorException")) {
            return Optional.of(UNVERIFIED);
        }
        if (message.contains("Public Key Retrieval is not allowed")) {
            return Optional.of(NO_PUBLIC_KEY);
        }
        if (message.startsWith("SSL Connection required") || message.startsWith("SSL connection required")) {
            return Optional.of(NO_TLS);
        }
        if (inChain(error, "SSLHandshakeException") && !brokeOff(error)) {
            return Optional.of(TLS);
        }
        if (inChain(error, "PacketTooBigException")) {
            return Optional.of(NOT_MYSQL);
        }
        return Arrays.stream(OF_CONFIG).anyMatch(type -> inChain(error, type)) ? Optional.of(CONFIG) : Optional.empty();
    }

    /**
     * Whether the connection was lost during the handshake. That says nothing about the certificate or the protocol.
     */
    private static boolean brokeOff(SQLException error) {
        Throwable root = Throwables.getRootCause(error);
        return root instanceof IOException && !(root instanceof SSLException);
    }
}
