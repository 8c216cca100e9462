package io.kvstore.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:mysql://h/db?password=hush                    | jdbc:mysql://h/db?password=***",
                "jdbc:mysql://h/db?password=hush&x=1                | jdbc:mysql://h/db?password=***&x=1",
                "jdbc:mysql://h/db?x=1&PassWord=hush                | jdbc:mysql://h/db?x=1&PassWord=***",
                "jdbc:mysql://h/db?password1=hush&password2=hush    | jdbc:mysql://h/db?password1=***&password2=***",
                "jdbc:mysql://h/db?trustCertificateKeyStorePassword=hush&a=b"
                        + " | jdbc:mysql://h/db?trustCertificateKeyStorePassword=***&a=b",
                "jdbc:mysql://u:hush@h:3306/db                      | jdbc:mysql://u:***@h:3306/db",
                "jdbc:mysql://u:hush:h@sh@h:3306/db                 | jdbc:mysql://u:***@h:3306/db",
                "jdbc:mysql://u:hush@h1,u2:hush@h2/db               | jdbc:mysql://u:***@h2/db",
                "jdbc:mysql://:hush@h/db                            | jdbc:mysql://:***@h/db",
                "jdbc:mysql://u:hush@[h1:1,h2:2]/db?a=b             | jdbc:mysql://u:***@[h1:1,h2:2]/db?a=b",
                "jdbc:h2:mem:x;PASSWORD=hush;MODE=MySQL             | jdbc:h2:mem:x;PASSWORD=***",
                "jdbc:h2:mem:x;password=hush                        | jdbc:h2:mem:x;password=***",
            })
    void passwordIsReplacedAndTheRestStays(String url, String masked) {
        assertThat(Secrets.mask(url)).isEqualTo(masked);
    }

    /** What else is masked here does not matter. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://(host=h,port=1,user=u,password=hush)/db",
                "jdbc:mysql://(host=h,password=hush,port=1)/db",
                "jdbc:mysql://(host=h, password = hush ,port=1)/db",
                "jdbc:mysql://(host=h,password=a;hush,port=1)/db",
                "jdbc:mysql://[(host=h,password=hush),(host=g,password=hush)]/db",
                "jdbc:mysql://address=(host=h)(port=1)(password=hush)/db",
                "jdbc:mysql://address=(host=h)(password=a;hush)(port=1)/db",
                "jdbc:mysql://h/db?password=a;hush",
                "jdbc:mysql://h/db?password=a)hush&x=1",
                "jdbc:mysql://h/db?password=a hush",
                "jdbc:mysql://h/db?password=a,hush",
                "jdbc:mysql://h/db? password =hush",
                "jdbc:mysql://h/db?x=1&passwd=hush",
                "jdbc:mysql://u:a/hush@h/db",
                "jdbc:mysql://u:a?hush@h/db",
                "jdbc:mysql://u:a#hush@h/db",
                "jdbc:mysql://u:1/hush@h/db",
                "jdbc:mysql://u:hush@h1:3306,h2:3306/db?user=x@y",
                "jdbc:mysql+srv://u:hush@h/db",
                "jdbc:mysql:replication://u:hush@h1,u:hush@h2/db",
                "jdbc:mysql://h/db?Pass%77ord=hush",
                "jdbc:mysql://h/db?x=1&%70%61%73%73%77%6f%72%64=hush",
                "jdbc:mysql://h/db?%70assword%31 = hush",
                "jdbc:mysql://(host=h,p%61ssword=hush,port=1)/db",
                "jdbc:mysql://address=(host=h)(%50ASSWORD=hush)/db",
                "jdbc:mysql://h/db?trustCertificateKeyStore%50assword=hush",
                "jdbc:mysql://h/db?client+Certificate-KeyStorePassword=hush",
                "jdbc:mysql://h/db?xdevapi.ssl-keystore-password=hush",
                "jdbc:mysql://h/db?x=password%3D1&password=hush",
                "jdbc:mysql://h/db?x=a=b=password=hush",
                "jdbc:mysql://h/db?authToken=hush",
                "jdbc:mysql://u:%68ush@h/db?password=hush",
                "jdbc:mysql:u:hush@h/db",
                "jdbc:mysql:/u:hush@h/db",
                "JDBC:MYSQL://u:hush@h/db",
                "jdbc:h2:tcp://h/~/x;USER=sa;PASSWORD=a&hush;MODE=MySQL",
                "jdbc:h2:mem:x;PASSWORD=a hush;MODE=MySQL",
                "jdbc:h2:mem:x;CIPHER=AES;PASSWORD=a\\;hush",
                "cannot connect to jdbc:mysql://u:hush@h/db (password=hush)",
            })
    void noShapeOfUrlShowsItsPassword(String url) {
        assertThat(Secrets.mask(url)).doesNotContain("hush").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://h:3306/db",
                "jdbc:mysql://h1:3306,h2:3307/db?useSSL=false&user=me@home",
                "jdbc:mysql://u@h/db",
                "jdbc:mysql://[2001:db8::1]:3306/db",
                "jdbc:h2:mem:x;MODE=MySQL",
                "jdbc:h2:file:/var/lib/kv/shard-0;WRITE_DELAY=0",
                "Access denied for user 'kv'@'localhost' (using password: YES)",
                "",
            })
    void textWithoutAPasswordStays(String text) {
        assertThat(Secrets.mask(text)).isEqualTo(text);
    }

    @Test
    void severalLinesAreMasked() {
        assertThat(Secrets.mask("a\njdbc:mysql://u:hush@h/db\nb\npassword=hush\nc"))
                .doesNotContain("hush")
                .startsWith("a\n")
                .endsWith("c");
    }
}
