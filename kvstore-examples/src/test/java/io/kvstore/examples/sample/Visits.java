package io.kvstore.examples.sample;

import io.github.bucket4j.distributed.BucketProxy;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An endpoint with a limit that all instances share. */
@RestController
class Visits {

    private final BucketProxy permitted;

    Visits(BucketProxy permitted) {
        this.permitted = permitted;
    }

    @PostMapping("/visits")
    ResponseEntity<Void> visit() {
        return ResponseEntity.status(permitted.tryConsume(1) ? HttpStatus.NO_CONTENT : HttpStatus.TOO_MANY_REQUESTS)
                .build();
    }
}
