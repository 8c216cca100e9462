package io.kvstore.internal.sql;

import static io.kvstore.internal.sql.MySqlFaults.inChain;

import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Errors of Connector/J when it cannot connect. It has its own exceptions for them, without codes. */
enum MySqlConnectErrors {
    UNKNOWN_HOST(Fault.NOT_SERVING, "no such host is known now: look at the shard's URL, and at DNS"),
    NOT_MYSQL(Fault.NOT_SERVING, "what answers there does not speak MySQL's protocol: look at host and port"),
    UNVERIFIED(
            Fault.MISCONFIGURED,
            "the server's certificate could not be verified for the host of the shard's URL. Name a trust store with"
                    + " trustCertificateKeyStoreUrl (and …Type, …Password) in pool.driverProperties, and connect by a name"
                    + " that the certificate holds; or say sslMode=VERIFY_CA, which accepts any host that this authority"
                    + " knows, or sslMode=REQUIRED, which accepts anybody who answers, and gives him the password"),
    NO_TLS(
            Fault.MISCONFIGURED,
            "nothing was sent to it. Turn TLS on in the server; in a network that you trust, sslMode=DISABLED in the"
                    + " shard's URL sends passwords and data without, to whoever answers"),
    NO_PUBLIC_KEY(
            Fault.MISCONFIGURED,
            "without TLS (sslMode=DISABLED, or a server that has none) the user's plugin, such as caching_sha2_password,"
                    + " hides the password with the server's public key, which must come from somewhere. Use TLS:"
                    + " sslMode=VERIFY_IDENTITY; or name the key with serverRSAPublicKeyFile; or say"
                    + " allowPublicKeyRetrieval=true, which trusts whoever answers to be the server"),
    TLS(Fault.MISCONFIGURED, "look at tlsVersions and tlsCiphersuites here, and at tls_version in the server"),
    CONFIG(Fault.MISCONFIGURED, "mend the shard's URL or pool.driverProperties");

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

    final Fault fault;
    final String advice;

    MySqlConnectErrors(Fault fault, String advice) {
        this.fault = fault;
        this.advice = advice;
    }

    /** Empty if it is none of these: the server is down or refuses. */
    static Optional<MySqlConnectErrors> of(SQLException error) {
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
