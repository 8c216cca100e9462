package io.kvstore.examples.sample;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A cached endpoint. Each report names the instance that made it. */
@RestController
class Reports {

    private final String instance;

    Reports(@Value("${sample.instance}") String instance) {
        this.instance = instance;
    }

    @Cacheable("reports")
    @GetMapping("/reports/{id}")
    public String report(@PathVariable String id) {
        return id + " made by " + instance;
    }

    @CacheEvict("reports")
    @DeleteMapping("/reports/{id}")
    public void forget(@PathVariable String id) {}
}
