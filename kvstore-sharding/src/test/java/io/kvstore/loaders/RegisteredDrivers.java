package io.kvstore.loaders;

import java.sql.DriverManager;
import java.util.concurrent.Callable;

/** The drivers of its own class loader that DriverManager holds. */
public final class RegisteredDrivers implements Callable<String> {

    @Override
    public String call() {
        return DriverManager.drivers()
                .filter(driver ->
                        driver.getClass().getClassLoader() == getClass().getClassLoader())
                .toList()
                .toString();
    }
}
