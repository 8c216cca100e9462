package io.kvstore.examples.http;

import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.HostPort;

/**
 * Refuses requests that no legitimate caller sends, before their body is read: requests for another host, from a web
 * page of another site, or with a header that changes the method. Thread-safe.
 */
final class Gate extends Handler.Wrapper {

    /** Javalin would use the first one as the method. The log would then show a GET, and the key would be deleted. */
    private static final List<String> OVERRIDES =
            List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private final HostNames names;
    private final HttpMetrics metrics;

    Gate(HostNames names, HttpMetrics metrics) {
        this.names = names;
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Responses.protect(response);
        Optional<Problem> refusal = refusal(request);
        if (refusal.isPresent()) {
            metrics.refused(request.getMethod(), refusal.get().status());
            JettyProblems.answer(response, callback, refusal.get());
            return true;
        }
        return super.handle(request, response, callback);
    }

    private Optional<Problem> refusal(Request request) {
        HttpFields headers = request.getHeaders();
        List<String> hosts = headers.getValuesList(HttpHeader.HOST);
        if (hosts.size() != 1) {
            return Optional.of(Problem.badRequest("the request must have one Host"));
        }
        Optional<Problem> misdirected = misdirected(request, new HostPort(hosts.get(0)));
        if (misdirected.isPresent()) {
            return misdirected;
        }
        if (isCrossSite(headers, hosts.get(0))) {
            return Optional.of(Problem.of(
                    403,
                    "Forbidden",
                    "this request comes from a web page of another site or port: only programs and pages of this"
                            + " server may call it"));
        }
        return OVERRIDES.stream()
                .filter(headers::contains)
                .findFirst()
                .map(name -> Problem.badRequest("remove " + name + ": the method is that of the request line"))
                .or(() -> unknownForm(request));
    }

    /** Refuses methods and transfer codings that Javalin or Jetty would misread. */
    private static Optional<Problem> unknownForm(Request request) {
        if (!HandlerType.findOrDefault(request.getMethod()).isHttpMethod()) {
            return notImplemented(request.getMethod() + " is not an HTTP method");
        }
        List<String> codings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
        return codings.isEmpty() || (codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked"))
                ? Optional.empty()
                : notImplemented("Transfer-Encoding is " + String.join(", ", codings) + ": only chunked is supported");
    }

    private static Optional<Problem> notImplemented(String detail) {
        return Optional.of(Problem.of(501, "Not Implemented", detail));
    }

    private Optional<Problem> misdirected(Request request, HostPort host) {
        String target = request.getHttpURI().getHost();
        for (String name : target == null ? List.of(host.getHost()) : List.of(host.getHost(), target)) {
            if (!names.contain(name, request.getConnectionMetaData().getLocalSocketAddress())) {
                return Optional.of(Problem.of(
                        421,
                        "Misdirected Request",
                        "this server is not '" + name + "': use localhost or the address it listens on, or start it"
                                + " with --allow-host " + name));
            }
        }
        return Optional.empty();
    }

    /** Browsers send the origin of a request in these headers; other clients send neither. */
    private static boolean isCrossSite(HttpFields headers, String host) {
        for (HttpField origin : headers.getFields(HttpHeader.ORIGIN)) {
            String from = origin.getValue();
            if (!from.equalsIgnoreCase("http://" + host) && !from.equalsIgnoreCase("https://" + host)) {
                return true; // https is allowed, because a proxy in front of this server may use it
            }
        }
        List<String> sites = headers.getValuesList("Sec-Fetch-Site");
        return !sites.stream().allMatch(site -> site.equals("same-origin") || site.equals("none"));
    }
}
