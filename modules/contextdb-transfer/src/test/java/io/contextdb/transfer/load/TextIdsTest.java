package io.contextdb.transfer.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.contextdb.testkit.Seeds;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextIdsTest {
    @Test
    void remembersAsAMapDoes() {
        Random random = Seeds.random("TextIdsTest");
        TextIds ids = new TextIds();
        Map<String, Long> model = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String text = "key " + random.nextInt(15_000);
            assertEquals(model.containsKey(text), ids.contains(text));
            if (model.containsKey(text)) {
                assertEquals(model.get(text), ids.found());
            } else {
                long id = random.nextLong();
                model.put(text, id);
                ids.put(text, id);
            }
        }
        model.forEach((text, id) -> {
            assertTrue(ids.contains(text));
            assertEquals(id, ids.found());
        });
        assertFalse(ids.contains("key 15000"));
    }
}
