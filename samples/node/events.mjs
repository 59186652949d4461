// Follows what Mailroom publishes: progress, results and received mail. Stop it and start it again as you like.
//   node events.mjs
import { Kafka as Binding } from "cloudevents";
import { Kafka, logLevel } from "kafkajs";

const { KAFKA, GROUP = "sample-node" } = process.env;

const consumer = new Kafka({ brokers: [KAFKA], logLevel: logLevel.ERROR }).consumer({
  groupId: GROUP,
  readUncommitted: false, // never what an aborted transaction wrote
});
await consumer.connect();
await consumer.subscribe({ topics: ["mail.results.erp", "mail.received.erp"], fromBeginning: true });

const handlers = {
  "io.mailroom.mail.progress.v1": ({ command, status, reason, until }) =>
    console.log(status, command.id, reason ?? "", until ?? ""),
  "io.mailroom.mail.result.v1": ({ command, status, code, message }) =>
    console.log(status, command.id, code, message),
  "io.mailroom.mail.received.v1": ({ subject, from, internetMessageId }) =>
    console.log(subject, from?.address, internetMessageId),
};

// The position is stored after eachMessage has returned, some messages at once. A crash in between brings them again: let
// your database remember the ids of events that it has seen, in the same transaction as what they change.
const seen = new Set();
await consumer.run({
  eachMessage: async ({ message }) => {
    const headers = Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, value.toString()]));
    const value = message.value.toString();
    const event = Binding.toEvent({ key: message.key?.toString(), headers, value });
    event.validate();
    if (!seen.has(event.id)) {
      seen.add(event.id);
      handlers[event.type]?.(event.data); // types that are new to you pass by
    }
  },
});

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => consumer.disconnect().finally(() => process.exit(0)));
}
