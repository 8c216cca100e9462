package io.kvstore.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each code block in the documents equals a marked part of a test of this package, so it compiles and runs. */
class SnippetsInSyncTest {

    @Test
    void everyBlockOfTheDocumentsIsMarkedInATest() {
        assertThat(Snippets.inPapers()).isNotEmpty();
        assertThat(Snippets.marked()).containsValues(Snippets.inPapers().toArray(String[]::new));
    }

    @Test
    void everyBlockOfJavadocIsMarkedInATest() {
        assertThat(Snippets.inJavadoc()).isNotEmpty();
        assertThat(Snippets.marked()).containsValues(Snippets.inJavadoc().toArray(String[]::new));
    }

    @Test
    void nothingIsMarkedThatIsShownNowhere() {
        List<String> shown = new ArrayList<>(Snippets.inPapers());
        shown.addAll(Snippets.inJavadoc());
        assertThat(Snippets.marked())
                .allSatisfy((name, code) -> assertThat(shown).contains(code));
    }
}
