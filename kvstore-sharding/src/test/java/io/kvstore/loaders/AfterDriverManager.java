package io.kvstore.loaders;

import java.sql.DriverManager;
import java.util.List;

/** A process that uses DriverManager while it has no drivers, and then opens a store in a child class loader. */
public final class AfterDriverManager {

    private AfterDriverManager() {}

    public static void main(String[] args) throws Exception {
        List<?> before = DriverManager.drivers().toList();
        ClassLoader parent = AfterDriverManager.class.getClassLoader();
        try (var child = OwnLoader.of(ClassLoader.getPlatformClassLoader(), args[0], entry -> true)) {
            System.out.println(before + " " + OwnLoader.run(StoreAtAUrl.class, child, parent));
        }
    }
}
