// Publishes commands to Mailroom.
//   node commands.mjs send DOCUMENT FILE [SEND_AT]    a mail with an attachment, now or at a time (RFC 3339)
//   node commands.mjs cancel DOCUMENT                 calls a mail back that was not begun
//   node commands.mjs sync DOCUMENT                   announces what is new in the inbox
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { CloudEvent, Kafka as Binding } from "cloudevents";
import { CompressionTypes, Kafka, Partitioners } from "kafkajs";

const { KAFKA, CONNECTION } = process.env;
const [action, document, file, sendAt] = process.argv.slice(2);

const data = {
  send: () => ({
    connectionId: CONNECTION,
    to: [{ address: "berta@fabrikam.example" }],
    subject: `Invoice ${document}`,
    text: `Please find invoice ${document} attached.`,
    attachments: [{
      name: basename(file),
      contentType: "text/plain",
      contentBase64: readFileSync(file).toString("base64"),
    }],
    ...(sendAt && { sendAt }),
  }),
  cancel: () => ({ connectionId: CONNECTION, commandId: `send-${document}` }),
  sync: () => ({ connectionId: CONNECTION, folder: "inbox" }),
}[action]();

// The id comes from the document, not from the clock: published twice, it is still one command and one mail.
const command = new CloudEvent({
  id: `${action}-${document}`,
  source: "/erp/sales",
  type: `io.mailroom.mail.${action}.v1`,
  datacontenttype: "application/json",
  subject: CONNECTION,
  data,
});

const producer = new Kafka({ brokers: [KAFKA] }).producer({
  createPartitioner: Partitioners.DefaultPartitioner,
  idempotent: true, // with acks=all
  maxInFlightRequests: 1, // keeps the order of a mailbox's commands, also when a broker is replaced
});
await producer.connect();
const { headers, body } = Binding.binary(command);
await producer.send({
  topic: "mail.commands.erp",
  compression: CompressionTypes.None,
  messages: [{
    key: CONNECTION,
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
    value: JSON.stringify(body),
  }],
});
await producer.disconnect();
console.log(`published ${command.id}`);
