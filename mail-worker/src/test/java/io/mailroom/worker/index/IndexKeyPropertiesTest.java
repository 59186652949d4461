package io.mailroom.worker.index;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IndexKeyPropertiesTest {
    @Property
    void is_read_as_it_is_written(@ForAll long high, @ForAll long low) {
        var key = new IndexKey(high, low);
        assertThat(IndexKey.ofHex(key.toString())).isEqualTo(key);
    }
}
