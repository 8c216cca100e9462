package io.kvstore.examples.sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.SessionAttribute;
import org.springframework.web.server.ResponseStatusException;

/** Login with a session. */
@RestController
class Accounts {

    @PostMapping("/login")
    String login(@RequestParam String user, HttpServletRequest request) {
        request.getSession();
        request.changeSessionId();
        request.getSession().setAttribute("user", user);
        return user;
    }

    @GetMapping("/me")
    String me(@SessionAttribute(required = false) String user) {
        if (user == null) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
        return user;
    }

    @PostMapping("/logout")
    void logout(HttpSession session) {
        session.invalidate();
    }
}
