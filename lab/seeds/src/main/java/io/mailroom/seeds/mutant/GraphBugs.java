package io.mailroom.seeds.mutant;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.SendMail;
import io.mailroom.worker.graph.Accepted;
import io.mailroom.worker.graph.Attached;
import io.mailroom.worker.graph.Deleted;
import io.mailroom.worker.graph.DeltaPage;
import io.mailroom.worker.graph.Diagnostics;
import io.mailroom.worker.graph.Draft;
import io.mailroom.worker.graph.FoundMessage;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.graph.GraphReply.Done;
import io.mailroom.worker.graph.GraphReply.Refused;
import io.mailroom.worker.graph.GraphReply.Throttled;
import io.mailroom.worker.graph.GraphReply.Unclear;
import io.mailroom.worker.graph.GraphReply.Why;
import io.mailroom.worker.graph.MailboxAccess;
import io.mailroom.worker.graph.SendKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the way in which Graph is asked and understood. */
final class GraphBugs {
    private static final Diagnostics DIAGNOSTICS = new Diagnostics(null, 0);

    private GraphBugs() {}

    /** Another reading of what a send answers. */
    static GraphMail sends(GraphMail graph, UnaryOperator<GraphReply<Accepted>> reading) {
        return new Through(graph) {
            @Override
            public GraphReply<Accepted> send(MailboxAccess access, String draftId, Instant deadline) {
                return reading.apply(super.send(access, draftId, deadline));
            }
        };
    }

    static GraphReply<Accepted> doubtIsSuccess(GraphReply<Accepted> reply) {
        return reply instanceof Unclear<Accepted> ? new Done<>(new Accepted(), DIAGNOSTICS) : reply;
    }

    static GraphReply<Accepted> doubtIsRefusal(GraphReply<Accepted> reply) {
        return reply instanceof Unclear<Accepted> ? new Refused<>(400, "x", DIAGNOSTICS) : reply;
    }

    static GraphReply<Accepted> throttledIsRefusal(GraphReply<Accepted> reply) {
        return reply instanceof Throttled<Accepted> ? new Refused<>(400, "x", DIAGNOSTICS) : reply;
    }

    static GraphReply<Accepted> refusalIsSuccess(GraphReply<Accepted> reply) {
        return reply instanceof Refused<Accepted> ? new Done<>(new Accepted(), DIAGNOSTICS) : reply;
    }

    /** What is unclear is sent again at once, by a draft of its own as the first may be gone. */
    static GraphMail blindResend(GraphMail graph) {
        return new Through(graph) {
            @Override
            public GraphReply<Accepted> send(MailboxAccess access, String draftId, Instant deadline) {
                GraphReply<Accepted> reply = super.send(access, draftId, deadline);
                return reply instanceof Unclear<Accepted> ? super.send(access, draftId, deadline) : reply;
            }
        };
    }

    /** A throttled send is made again when Graph asks for it, unless its item is seen to be no draft any more. */
    static GraphMail draftBelieved(GraphMail graph) {
        return new Through(graph) {
            private final Set<String> throttled = new HashSet<>();

            @Override
            public GraphReply<Accepted> send(MailboxAccess access, String draftId, Instant deadline) {
                if (throttled.contains(draftId) && !isDraft(access, draftId, deadline)) {
                    return new Unclear<>(Why.RESET, 0, "x", null, DIAGNOSTICS);
                }
                GraphReply<Accepted> reply = super.send(access, draftId, deadline);
                if (!(reply instanceof Throttled<Accepted>(var until, var code, var diagnostics))) {
                    return reply;
                }
                throttled.add(draftId);
                return new Unclear<>(Why.NEVER_SENT, 429, code, until, diagnostics);
            }

            private boolean isDraft(MailboxAccess access, String id, Instant deadline) {
                return get(access, id, deadline) instanceof Done<FoundMessage>(var found, var _) && found.isDraft();
            }
        };
    }

    /** Another reading of what stands under a key. */
    static GraphMail finds(GraphMail graph, UnaryOperator<List<FoundMessage>> reading) {
        return new Through(graph) {
            @Override
            public GraphReply<List<FoundMessage>> findByKey(MailboxAccess access, SendKey key, Instant deadline) {
                return super.findByKey(access, key, deadline).map(reading);
            }
        };
    }

    static List<FoundMessage> as(boolean draft, List<FoundMessage> hits) {
        return hits.stream()
                .map(hit -> new FoundMessage(
                        hit.id(),
                        draft,
                        hit.internetMessageId(),
                        hit.conversationId(),
                        hit.parentFolderId(),
                        hit.createdAt(),
                        hit.sentAt(),
                        hit.hasAttachments()))
                .toList();
    }

    static GraphMail withoutDeletion(GraphMail graph) {
        return new Through(graph) {
            @Override
            public GraphReply<Deleted> deleteDraft(MailboxAccess access, String messageId, Instant deadline) {
                return new Done<>(Deleted.GONE, DIAGNOSTICS);
            }
        };
    }

    private static class Through implements GraphMail {
        private final GraphMail graph;

        Through(GraphMail graph) {
            this.graph = graph;
        }

        @Override
        public GraphReply<Draft> createDraft(MailboxAccess access, SendMail mail, SendKey key, Instant deadline) {
            return graph.createDraft(access, mail, key, deadline);
        }

        @Override
        public GraphReply<Attached> attach(MailboxAccess access, String draftId, Attachment file, Instant deadline) {
            return graph.attach(access, draftId, file, deadline);
        }

        @Override
        public GraphReply<Accepted> send(MailboxAccess access, String draftId, Instant deadline) {
            return graph.send(access, draftId, deadline);
        }

        @Override
        public GraphReply<FoundMessage> get(MailboxAccess access, String messageId, Instant deadline) {
            return graph.get(access, messageId, deadline);
        }

        @Override
        public GraphReply<List<FoundMessage>> findByKey(MailboxAccess access, SendKey key, Instant deadline) {
            return graph.findByKey(access, key, deadline);
        }

        @Override
        public GraphReply<Deleted> deleteDraft(MailboxAccess access, String messageId, Instant deadline) {
            return graph.deleteDraft(access, messageId, deadline);
        }

        @Override
        public GraphReply<DeltaPage> delta(
                MailboxAccess access, String folder, @Nullable String link, int atMost, Instant deadline) {
            return graph.delta(access, folder, link, atMost, deadline);
        }
    }
}
