package io.kvstore.examples.http;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A place in a JSON document, as in RFC 6901. */
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

    /** The target of a {@code $ref}, or the place itself. */
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
