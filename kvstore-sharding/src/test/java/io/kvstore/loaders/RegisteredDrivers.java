package io.kvstore.loaders;

import java.sql.DriverManager;
import java.util.concurrent.Callable;

/** Lists the drivers in DriverManager that come from its own class loader. */
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
