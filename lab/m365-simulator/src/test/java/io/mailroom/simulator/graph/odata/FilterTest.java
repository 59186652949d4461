package io.mailroom.simulator.graph.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.m365.mailbox.ExtendedProperty;
import io.mailroom.simulator.graph.odata.Filter.And;
import io.mailroom.simulator.graph.odata.Filter.Comparison;
import io.mailroom.simulator.graph.odata.Filter.Function;
import io.mailroom.simulator.graph.odata.Filter.HasExtended;
import io.mailroom.simulator.graph.odata.Filter.Not;
import io.mailroom.simulator.graph.odata.Filter.Or;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
    private static final Comparison READ = new Comparison("isRead", "eq", "true");
    private static final Comparison FROM_DATE = new Comparison("receivedDateTime", "ge", "2026-11-24T10:00:00Z");

    @Test
    void and_binds_closer_than_or() {
        assertThat(Filter.parse("isRead eq true or isRead eq true and receivedDateTime ge 2026-11-24T10:00:00Z"))
                .isEqualTo(new Or(READ, new And(READ, FROM_DATE)));
    }

    @Test
    void parentheses_and_not_are_understood() {
        assertThat(Filter.parse("not (isRead eq true or contains(subject,'a,b'))"))
                .isEqualTo(new Not(new Or(READ, new Function("contains", "subject", "a,b"))));
    }

    @Test
    void an_extended_property_is_found_in_exchange_s_spelling() {
        assertThat(Filter.parse(
                        "singleValueExtendedProperties/any(x:x/id eq 'string {66F5A359-4659-4830-9070-00047EC6AC6E}"
                                + " Name Key' and x/value eq 'v')"))
                .isEqualTo(new HasExtended(
                        new ExtendedProperty("String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Key", "v")));
    }

    @Property(tries = 300)
    void any_literal_survives_when_its_quotes_are_doubled(@ForAll String value) {
        Filter filter = Filter.parse("subject eq '" + value.replace("'", "''") + "'");

        assertThat(filter).isEqualTo(new Comparison("subject", "eq", value));
    }

    @Property(tries = 500)
    void any_text_is_parsed_or_refused_and_never_anything_else(@ForAll String text) {
        try {
            assertThat(Filter.parse(text)).isNotNull();
        } catch (BadQuery refused) {
            assertThat(refused.code()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "subject",
                "subject eq 'x",
                "subject eq 'x' and",
                "subject eq 'x')",
                "(subject eq 'x'",
                "unknown eq 'x'",
                "contains(subject 'x')",
                "singleValueExtendedProperties/Any(ep: ep/id eq 'nonsense' and ep/value eq 'x')",
                "singleValueExtendedProperties/Any(ep: other/id eq 'Integer 0x1' and ep/value eq 'x')"
            })
    void what_is_no_filter_is_refused(String text) {
        assertThatThrownBy(() -> Filter.parse(text)).isInstanceOf(BadQuery.class);
    }
}
