package io.kvstore.adapter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.adapter.session.KvSessionRepository;
import io.kvstore.engines.LeakCheck;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** HTTP sessions in an application of Boot. */
@ExtendWith(LeakCheck.class)
class KvSessionAutoConfigurationTest {

    private static WebApplicationContextRunner application() {
        return new WebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(KvStoreAutoConfiguration.class, KvSessionAutoConfiguration.class))
                .withPropertyValues(Contexts.shard(0, "a"));
    }

    @Test
    void requestsOfOneCookieShareASession() {
        application().withPropertyValues("kvstore.session.enabled=true").run(context -> {
            MockHttpServletResponse first = new MockHttpServletResponse();
            assertThat(visit(context, new MockHttpServletRequest(), first)).isEqualTo(1);
            MockHttpServletRequest second = new MockHttpServletRequest();
            second.setCookies(first.getCookies());
            assertThat(visit(context, second, new MockHttpServletResponse())).isEqualTo(2);
            assertThat(visit(context, new MockHttpServletRequest(), new MockHttpServletResponse()))
                    .isEqualTo(1);
        });
    }

    /** What the application of a request does: counts the visits of its session. */
    private static int visit(
            ApplicationContext context, MockHttpServletRequest request, MockHttpServletResponse response)
            throws Exception {
        int[] visits = new int[1];
        SessionRepositoryFilter<?> filter = context.getBean(SessionRepositoryFilter.class);
        filter.doFilter(request, response, (wrapped, ignored) -> {
            var session = ((HttpServletRequest) wrapped).getSession();
            Integer before = (Integer) session.getAttribute("visits");
            visits[0] = before == null ? 1 : before + 1;
            session.setAttribute("visits", visits[0]);
        });
        return visits[0];
    }

    @ParameterizedTest
    @CsvSource({
        "spring.session.timeout=5m, PT5M",
        "spring.session.timeout=90, PT1M30S",
        "server.servlet.session.timeout=PT2H, PT2H",
        "none=, PT30M"
    })
    void sessionLivesAsLongAsBootSays(String property, Duration expected) {
        application()
                .withPropertyValues("kvstore.session.enabled=true", property)
                .run(context -> assertThat(context.getBean(KvSessionRepository.class)
                                .createSession()
                                .getMaxInactiveInterval())
                        .isEqualTo(expected));
    }

    @Test
    void isOnlyThereIfItIsWanted() {
        application().run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SessionRepository.class));
        application()
                .withPropertyValues("kvstore.session.enabled=true")
                .withClassLoader(new FilteredClassLoader("org.springframework.session"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("sessionRepository"));
        application()
                .withPropertyValues("kvstore.session.enabled=true")
                .withBean("mine", SessionRepository.class, () -> new MapSessionRepository(new HashMap<>()))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(KvSessionRepository.class));
    }

    @Test
    void wrongPackageIsNamed() {
        application()
                .withPropertyValues("kvstore.session.enabled=true", "kvstore.session.allowed-packages=com.example,*")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(KvPropertyException.class)
                        .hasMessageStartingWith("kvstore.session.allowed-packages: "));
    }
}
