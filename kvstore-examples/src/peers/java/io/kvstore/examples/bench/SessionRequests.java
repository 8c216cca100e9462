package io.kvstore.examples.bench;

import io.kvstore.KvStore;
import io.kvstore.adapter.session.KvSessionRepository;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.MySqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What Spring Session's filter does for a request, on one of 10,000 sessions, chosen at random: find the session, set its last
 * access, save it. Each request reads an attribute, and one in ten sets one of 512 bytes. The other side is Spring Session's own
 * repository on JDBC, with its upsert for MySQL and transactions as its configuration makes them.
 */
final class SessionRequests<S extends Session> implements Duel.Side {

    private static final int SESSIONS = 10_000;
    private static final int REQUESTS_PER_CHANGE = 10;
    private static final int CART_BYTES = 512;

    private final SessionRepository<S> repository;
    private List<String> ids = List.of();

    private SessionRequests(SessionRepository<S> repository) {
        this.repository = repository;
    }

    static SessionRequests<?> ofKvstore(KvStore store) {
        return new SessionRequests<>(KvSessionRepository.builder(store).build());
    }

    static SessionRequests<?> ofJdbc(DataSource source) {
        TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
        transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        JdbcIndexedSessionRepository repository =
                new JdbcIndexedSessionRepository(new JdbcTemplate(source), transactions);
        repository.setTableName(PeerTables.SESSIONS);
        new MySqlJdbcIndexedSessionRepositoryCustomizer().customize(repository);
        return new SessionRequests<>(repository);
    }

    @Override
    public void prepare() {
        if (ids.isEmpty()) {
            ids = IntStream.range(0, SESSIONS)
                    .parallel()
                    .mapToObj(this::newSession)
                    .toList();
        }
    }

    private String newSession(int number) {
        S session = repository.createSession();
        session.setAttribute("user", "user " + number);
        session.setAttribute("cart", new byte[CART_BYTES]);
        repository.save(session);
        return session.getId();
    }

    @Override
    public void call(int caller, int callers, long turn) {
        String id = ids.get(ThreadLocalRandom.current().nextInt(SESSIONS));
        S session = repository.findById(id);
        if (session == null || session.getAttribute("user") == null) {
            throw new BenchException("session " + id + " is lost");
        }
        session.setLastAccessedTime(Instant.now());
        if (turn % REQUESTS_PER_CHANGE == 0) {
            byte[] cart = new byte[CART_BYTES];
            ThreadLocalRandom.current().nextBytes(cart);
            session.setAttribute("cart", cart);
        }
        repository.save(session);
    }
}
