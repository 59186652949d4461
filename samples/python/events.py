"""Follows what Mailroom publishes: progress, results and received mail. Stop it and start it again as you like."""
import json
import os
import signal

from confluent_kafka import Consumer

consumer = Consumer({
    "bootstrap.servers": os.environ["KAFKA"],
    "group.id": os.environ.get("GROUP", "sample-python"),
    "auto.offset.reset": "earliest",
    "enable.auto.commit": False,
    "isolation.level": "read_committed",  # never what an aborted transaction wrote
})
consumer.subscribe(["mail.results.erp", "mail.received.erp"])


def handle(kind, data):
    if kind == "io.mailroom.mail.progress.v1":
        line = [data["status"], data["command"]["id"], data.get("reason"), data.get("until")]
    elif kind == "io.mailroom.mail.result.v1":
        line = [data["status"], data["command"]["id"], data["code"], data["message"]]
    elif kind == "io.mailroom.mail.received.v1":
        line = [data.get("subject"), data.get("from", {}).get("address"), data.get("internetMessageId")]
    else:
        return  # a type that is new to you
    print(*(part or "" for part in line), flush=True)


running = True


def stop(*_):
    global running
    running = False


signal.signal(signal.SIGINT, stop)
signal.signal(signal.SIGTERM, stop)

# The position is stored after the event was handled. A crash in between brings the event again: let your database
# remember the ids of events that it has seen, in the same transaction as what they change.
seen = set()
while running:
    message = consumer.poll(1.0)
    if message is None or message.error():
        continue
    attributes = {name: value.decode() for name, value in message.headers()}
    if attributes["ce_id"] not in seen:
        seen.add(attributes["ce_id"])
        handle(attributes["ce_type"], json.loads(message.value()))
    consumer.commit(message, asynchronous=False)
consumer.close()
