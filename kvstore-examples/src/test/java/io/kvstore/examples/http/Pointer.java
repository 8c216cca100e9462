package io.kvstore.examples.http;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A place in a JSON document, written as RFC 6901 says. */
record Pointer(JsonNode document, String path) {

    static Pointer to(JsonNode document, String... names) {
        Pointer pointer = new Pointer(document, "");
        for (String name : names) {
            pointer = pointer.child(name);
        }
        return pointer;
    }

    Pointer child(String name) {
        return new Pointer(document, path + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    /** Where a {@code $ref} leads, or the place itself. */
    Pointer resolved() {
        JsonNode ref = node().path("$ref");
        return ref.isString() ? new Pointer(document, ref.asString().substring(1)) : this;
    }

    JsonNode node() {
        return document.at(path);
    }

    Set<String> names() {
        return new LinkedHashSet<>(node().propertyNames());
    }

    @Override
    public String toString() {
        return path;
    }
}
