package io.mailroom.worker.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever clients, connections and folders are called, no record of one is taken for another. */
class CursorKeysPropertiesTest {
    @Property
    void only_a_single_mark_is_read_as_one(
            @ForAll("folders") Cursors.Folder folder, @ForAll String messageId, @ForAll("bits") String bits) {
        String single = SingleMark.key(folder.key(), messageId);

        assertThat(SingleMark.read(single)).contains(new SingleMark(single, folder.key(), MailHash.of(messageId)));
        assertThat(SingleMark.read(folder.key())).isEmpty();
        assertThat(SingleMark.read(CursorKeys.bucket(folder.key(), bits))).isEmpty();
        assertThat(SingleMark.read(CursorKeys.migrated(folder.client().value())))
                .isEmpty();
    }

    @Property
    void two_folders_share_no_key(
            @ForAll("folders") Cursors.Folder one,
            @ForAll("folders") Cursors.Folder other,
            @ForAll("bits") String bits,
            @ForAll("bits") String otherBits) {
        var keys = new HashSet<String>();
        List<Cursors.Folder> folders = one.equals(other) ? List.of(one) : List.of(one, other);
        for (Cursors.Folder folder : folders) {
            assertThat(keys.add(folder.key())).isTrue();
            assertThat(keys.add(SingleMark.key(folder.key(), "mail"))).isTrue();
            assertThat(keys.add(CursorKeys.bucket(folder.key(), bits))).isTrue();
            assertThat(bits.equals(otherBits) || keys.add(CursorKeys.bucket(folder.key(), otherBits)))
                    .isTrue();
            assertThat(keys.contains(CursorKeys.migrated(folder.client().value())))
                    .isFalse();
            assertThat(CursorKeys.client(folder.key()))
                    .isEqualTo(folder.client().value());
        }
    }

    @Example
    void no_folder_has_a_name_in_which_a_key_could_be_hidden() {
        for (String name : List.of("inbox#", "#0", "a/b", "inbox#AAAAAAAAAAAAAAAAAAAAAA", "#migrated")) {
            assertThatThrownBy(() -> new Cursors.Folder(new ClientName("erp"), new ConnectionId("c1"), name))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Also names that look like what stands behind the sign. */
    @Provide
    Arbitrary<Cursors.Folder> folders() {
        Arbitrary<String> name = Arbitraries.oneOf(
                Arbitraries.strings().withChars("01").ofMinLength(1).ofMaxLength(23),
                Arbitraries.strings().withCharRange('A', 'Z').withChars("_=-").ofLength(22),
                Arbitraries.of("migrated", "inbox", "-", "="),
                Arbitraries.strings()
                        .alpha()
                        .numeric()
                        .withChars("_=-")
                        .ofMinLength(1)
                        .ofMaxLength(255));
        Arbitrary<String> connection = Arbitraries.oneOf(
                Arbitraries.of("c1", "0", "1", "migrated"),
                Arbitraries.strings()
                        .alpha()
                        .numeric()
                        .withChars("_-")
                        .ofMinLength(1)
                        .ofMaxLength(64));
        return Combinators.combine(Arbitraries.of("erp", "e", "erp-2"), connection, name)
                .as((client, user, folder) ->
                        new Cursors.Folder(new ClientName(client), new ConnectionId(user), folder));
    }

    @Provide
    Arbitrary<String> bits() {
        return Arbitraries.strings().withChars("01").ofMaxLength(CursorKeys.DEEPEST);
    }
}
