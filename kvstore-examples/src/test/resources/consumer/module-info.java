module consumer {
    requires io.kvstore;
}
