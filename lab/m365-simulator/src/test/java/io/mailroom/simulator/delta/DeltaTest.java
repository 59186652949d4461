package io.mailroom.simulator.delta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.simulator.testing.DrivenTest;
import io.mailroom.simulator.testing.Driver;
import io.mailroom.simulator.testing.Reply;
import io.mailroom.simulator.testing.User;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DeltaTest extends DrivenTest {
    private static final String START = "/me/mailFolders/inbox/messages/delta?$select=subject,isRead";
    private static final String[] TWO_A_PAGE = {"Prefer", "odata.maxpagesize=2, IdType=\"ImmutableId\""};

    User user;

    @BeforeEach
    void open() {
        user = driver.user();
    }

    private JsonNode arrive(String subject) {
        return driver.post("/_lab/mailboxes/" + user.address() + "/incoming", Map.of("subject", subject))
                .json();
    }

    private record Round(List<JsonNode> entries, int pages, String deltaLink) {
        List<String> subjects() {
            return entries.stream().map(it -> it.path("subject").asText()).toList();
        }
    }

    private Round round(String from) {
        List<JsonNode> entries = new ArrayList<>();
        int pages = 0;
        String link = from;
        while (true) {
            JsonNode page = user.get(link, TWO_A_PAGE).json();
            page.path("value").forEach(entries::add);
            pages++;
            if (page.has("@odata.deltaLink")) {
                return new Round(entries, pages, page.path("@odata.deltaLink").asText());
            }
            link = page.path("@odata.nextLink").asText();
        }
    }

    @Nested
    class The_first_round {
        @Test
        void brings_everything_there_is_page_by_page() {
            for (int i = 0; i < 5; i++) {
                arrive("m" + i);
            }

            Round round = round(START);

            assertThat(round.subjects()).containsExactly("m0", "m1", "m2", "m3", "m4");
            assertThat(round.pages()).isEqualTo(3);
            assertThat(round.entries().getFirst().has("id")).isTrue();
            assertThat(round.entries().getFirst().has("body")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"delta", "delta()", "microsoft.graph.delta()", "microsoft.graph.delta"})
        void begins_under_every_spelling(String spelling) {
            assertThat(user.get("/me/mailfolders('inbox')/messages/" + spelling).status())
                    .isEqualTo(200);
        }

        @Test
        void can_leave_out_what_came_before() {
            arrive("old");
            String now = driver.get("/_lab/clock").text("/now");
            String link = round(START + "&$filter=" + Driver.encode("receivedDateTime gt " + now))
                    .deltaLink();
            driver.advance(2);
            arrive("new");

            assertThat(round(link).subjects()).containsExactly("new");
        }

        @Test
        void misses_nothing_that_arrives_while_it_is_read() {
            arrive("a");
            arrive("b");
            arrive("c");
            JsonNode first = user.get(START, TWO_A_PAGE).json();
            arrive("d");

            assertThat(round(first.path("@odata.nextLink").asText()).subjects()).containsExactly("c", "d");
        }
    }

    @Nested
    class A_later_round {
        @Test
        void brings_what_is_new_changed_and_gone() {
            arrive("stays");
            JsonNode read = arrive("read");
            JsonNode gone = arrive("gone");
            String link = round(START).deltaLink();
            user.patch("/me/messages/" + read.path("id").asText(), Map.of("isRead", true));
            user.delete("/me/messages/" + gone.path("id").asText());
            arrive("new");

            List<JsonNode> entries = round(link).entries();

            assertThat(entries).hasSize(3);
            assertThat(entries.get(0).path("isRead").asBoolean()).isTrue();
            assertThat(entries.get(1).at("/@removed/reason").asText()).isEqualTo("deleted");
            assertThat(entries.get(1).path("id").asText())
                    .isEqualTo(gone.path("immutableId").asText());
            assertThat(entries.get(2).path("subject").asText()).isEqualTo("new");
        }

        @Test
        void with_nothing_new_gives_the_same_link_again() {
            arrive("a");
            String link = round(START).deltaLink();

            Round round = round(link);

            assertThat(round.entries()).isEmpty();
            assertThat(round.deltaLink()).isEqualTo(link);
        }

        @Test
        void can_be_limited_to_what_was_created() {
            JsonNode mail = arrive("a");
            String link = round(START + "&changeType=created").deltaLink();
            user.patch("/me/messages/" + mail.path("id").asText(), Map.of("isRead", true));
            arrive("b");

            assertThat(round(link).subjects()).containsExactly("b");
        }

        @Test
        void shows_a_move_as_gone_here_and_new_there() {
            JsonNode mail = arrive("moving");
            String inbox = round(START).deltaLink();
            String archive = round(START.replace("inbox", "archive")).deltaLink();
            user.post("/me/messages/" + mail.path("id").asText() + "/move", Map.of("destinationId", "archive"));

            assertThat(round(inbox).entries().getFirst().has("@removed")).isTrue();
            assertThat(round(archive).subjects()).containsExactly("moving");
        }
    }

    @Nested
    class A_link {
        private String next(String link) {
            arrive("another");
            return round(link).deltaLink();
        }

        @Test
        void can_be_read_again_and_gives_the_same() {
            String first = round(START).deltaLink();
            arrive("x");

            assertThat(round(first).subjects()).containsExactly("x");
            assertThat(round(first).subjects()).containsExactly("x");
        }

        @Test
        void dies_when_three_newer_ones_have_been_used() {
            String first = round(START).deltaLink();
            String second = next(first);
            String third = next(second);
            assertThat(user.get(first).status()).isEqualTo(200);
            next(third);

            Reply gone = user.get(first);

            assertThat(gone.status()).isEqualTo(410);
            assertThat(gone.code()).isEqualTo("SyncStateNotFound");
            assertThat(gone.text("/error/message")).contains("generation=1;[highest=4][4][3][2]");
            assertThat(user.get(second).status()).isEqualTo(200);
        }

        @Test
        void dies_when_the_lab_says_so() {
            String link = round(START).deltaLink();
            driver.post("/_lab/mailboxes/" + user.address() + "/delta/expire", Map.of());

            assertThat(user.get(link).status()).isEqualTo(410);
        }

        @Test
        void of_another_folder_or_with_a_changed_token_is_no_use() {
            String link = round(START).deltaLink();

            assertThat(user.get(link.substring(0, link.length() - 2) + "xx").code())
                    .isEqualTo("BadRequest");
        }
    }

    @Nested
    class With_microsoft_s_oddities_switched_on {
        @Test
        void a_page_can_be_empty_and_go_on() {
            driver.settings(Map.of("deltaEmptyPageFirst", true));
            arrive("a");
            JsonNode page = user.get(START, TWO_A_PAGE).json();

            assertThat(page.path("value")).isEmpty();
            assertThat(round(page.path("@odata.nextLink").asText()).subjects()).containsExactly("a");
        }

        @Test
        void a_message_can_come_twice() {
            driver.settings(Map.of("deltaDuplicates", true));
            arrive("a");
            arrive("b");
            arrive("c");

            assertThat(round(START).subjects()).containsExactly("a", "b", "b", "c");
        }

        @Test
        void a_change_can_be_seen_late() {
            driver.settings(Map.of("deltaDelayMs", 60_000));
            String link = round(START).deltaLink();
            arrive("late");

            assertThat(round(link).entries()).isEmpty();
            driver.advance(61);
            assertThat(round(link).subjects()).containsExactly("late");
        }

        @Test
        void links_can_lead_on_for_ever() {
            driver.settings(Map.of("deltaLinks", "endless"));
            arrive("a");
            String first = user.get(START, TWO_A_PAGE).text("/@odata.nextLink");
            JsonNode second = user.get(first, TWO_A_PAGE).json();

            assertThat(second.path("value")).isEmpty();
            assertThat(second.path("@odata.nextLink").asText()).isNotEmpty().isNotEqualTo(first);
        }

        @Test
        void a_link_can_lead_to_its_own_page() {
            driver.settings(Map.of("deltaLinks", "repeating"));
            String first = user.get(START, TWO_A_PAGE).text("/@odata.nextLink");

            assertThat(user.get(first, TWO_A_PAGE).text("/@odata.nextLink")).isEqualTo(first);
        }

        @Test
        void a_page_can_be_no_JSON_because_of_one_message() {
            driver.settings(Map.of("unreadableSubjects", "bad"));
            arrive("good");
            arrive("bad");
            String one = "odata.maxpagesize=1";

            assertThat(user.get(START, TWO_A_PAGE).body()).contains("\"brokenHere\":tru}");
            assertThat(user.get(START, "Prefer", one).text("/value/0/subject")).isEqualTo("good");
        }

        @Test
        void dates_can_be_words() {
            driver.settings(Map.of("malformedDates", true));
            arrive("a");

            assertThat(user.get("/me/mailFolders/inbox/messages/delta", TWO_A_PAGE)
                            .text("/value/0/receivedDateTime"))
                    .isEqualTo("the day before yesterday");
        }

        @Test
        void answers_can_be_packed() {
            driver.settings(Map.of("gzipAnswers", true));

            assertThat(user.get(START, TWO_A_PAGE).header("Content-Encoding")).isEqualTo("gzip");
        }

        @Test
        void a_removal_can_stand_in_the_first_round() {
            driver.settings(Map.of("deltaRemovedInFirstRound", true));
            user.delete("/me/messages/" + arrive("a").path("id").asText());

            assertThat(round(START).entries().getFirst().has("@removed")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$filter=isRead eq true", "$search=x", "$orderby=subject", "$skip=1", "changeType=moved"})
    void options_that_delta_does_not_take_are_refused(String option) {
        assertThat(user.get("/me/mailFolders/inbox/messages/delta?" + option.replace(" ", "%20"))
                        .status())
                .isEqualTo(400);
    }
}
