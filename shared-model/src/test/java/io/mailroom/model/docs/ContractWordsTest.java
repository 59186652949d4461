package io.mailroom.model.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.result.MailResult;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.testing.Schemas;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the contract lists beside fields and codes, and the worker's figures in it. */
class ContractWordsTest {
    private static final MarkdownPage CONTRACT = Repository.page("docs/contract.md");
    private static final Map<String, String> SETTINGS = ConfigKeys.of("mail-worker");
    private static final String DEAD_LETTERS = "Records that no answer can be given to";

    @Test
    void every_reason_for_which_a_command_is_told_to_wait_stands_there_and_no_other() {
        Set<ResultCode> reasons = ParkReasons.ofTheWorker();
        reasons.remove(ResultCode.QUEUED);

        assertThat(firstWords("Why a command waits"))
                .containsExactlyInAnyOrderElementsOf(
                        reasons.stream().map(Enum::name).toList());
    }

    @Test
    void who_waits_for_a_turn_alone_is_not_told() {
        assertThat(ParkReasons.ofTheWorker()).contains(ResultCode.QUEUED);
        assertThat(Repository.text(Repository.ROOT.resolve(
                        "mail-worker/src/main/java/io/mailroom/worker/pipeline/QueueTurns.java")))
                .contains("parked.reason() != ResultCode.QUEUED");
        assertThat(CONTRACT.section("Why a command waits"))
                .contains("`QUEUED`, which the schema knows, is not published");
    }

    @Test
    void every_code_and_header_of_a_dead_letter_stands_there_and_no_other() {
        Set<String> codes = TextConstants.ofThese("mail-worker", "Undecodable", Pattern.compile("^[A-Z][A-Z_]+$"));
        Set<String> headers = TextConstants.ofPackage(
                "mail-worker", "io.mailroom.worker.command", Pattern.compile("^mailroom-[a-z0-9]+$"));

        assertThat(codes).isNotEmpty();
        assertThat(headers).hasSizeGreaterThan(4);
        assertThat(firstWords(DEAD_LETTERS))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(codes.stream(), headers.stream()).toList());
    }

    @Test
    void the_stations_of_a_command_are_those_of_its_result() {
        assertThat(firstWords("Timings"))
                .containsExactly("receivedAt", "startedAt", "submittedAt", "finishedAt")
                .containsExactlyElementsOf(
                        Schemas.file(MailResult.TYPE)
                                .at("/properties/data/properties/timings/properties")
                                .properties()
                                .stream()
                                .map(Map.Entry::getKey)
                                .toList());
    }

    @Test
    void the_figures_are_the_defaults_of_the_worker() {
        assertThat(SETTINGS).containsEntry("mailroom.limits.window", "PT60S");
        assertThat(CONTRACT.section("Pace"))
                .contains(
                        SETTINGS.get("mailroom.limits.sends") + " mails a minute",
                        SETTINGS.get("mailroom.limits.calls-at-once") + " calls to Microsoft");
        assertThat(CONTRACT.section("Why a command waits"))
                .contains(
                        duration("mailroom.send.longest-wait").toSeconds() + " seconds",
                        duration("mailroom.park.reconnect-within").toHours() + " hours after it came");
        assertThat(CONTRACT.section("Idempotency"))
                .contains(duration("mailroom.journal.window").toDays() + " days after its result");
    }

    private static Duration duration(String setting) {
        return Duration.parse(SETTINGS.getOrDefault(setting, "is not there"));
    }

    /** What stands between backticks in the first column of all tables of a section. */
    private static List<String> firstWords(String heading) {
        return MarkdownPage.rows(CONTRACT.section(heading)).stream()
                .flatMap(row -> MarkdownPage.code(row.getFirst()).stream())
                .toList();
    }
}
