package io.mailroom.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressListTest {
    @Test
    void several_stand_in_one_option_or_in_many() {
        assertThat(json("a@x.example, b@x.example", "c@x.example"))
                .isEqualTo("[{'address':'a@x.example'},{'address':'b@x.example'},{'address':'c@x.example'}]");
    }

    @Test
    void a_name_may_stand_before_the_address() {
        assertThat(json("Berta Example <berta@x.example>"))
                .isEqualTo("[{'address':'berta@x.example','name':'Berta Example'}]");
        assertThat(json("<berta@x.example>")).isEqualTo("[{'address':'berta@x.example'}]");
    }

    @Test
    void a_comma_between_quotes_parts_nothing() {
        assertThat(json("\"Meier, Hans\" <h@x.example>,\"a,b\"@x.example"))
                .isEqualTo("[{'address':'h@x.example','name':'Meier, Hans'},{'address':'\\'a,b\\'@x.example'}]");
    }

    @Test
    void what_is_no_address_is_passed_on_for_the_worker_to_judge() {
        assertThat(json("nobody")).isEqualTo("[{'address':'nobody'}]");
        assertThat(json("\"open, <a@x.example>")).isEqualTo("[{'address':'a@x.example','name':'\\'open,'}]");
    }

    @Test
    void nothing_is_nothing() {
        assertThat(json("", " , ")).isEqualTo("[]");
    }

    private static String json(String... options) {
        return AddressList.of(List.of(options)).toString().replace('"', '\'');
    }
}
