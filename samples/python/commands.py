"""Publishes commands to Mailroom.

python commands.py send DOCUMENT FILE [SEND_AT]    a mail with an attachment, now or at a time (RFC 3339)
python commands.py cancel DOCUMENT                 calls a mail back that was not begun
python commands.py sync DOCUMENT                   announces what is new in the inbox
"""
import base64
import json
import os
import pathlib
import sys

from confluent_kafka import Producer

connection = os.environ["CONNECTION"]
action, document, *rest = sys.argv[1:]

data = {"connectionId": connection}
if action == "send":
    file = pathlib.Path(rest[0])
    data |= {
        "to": [{"address": "berta@fabrikam.example"}],
        "subject": f"Invoice {document}",
        "text": f"Please find invoice {document} attached.",
        "attachments": [{
            "name": file.name,
            "contentType": "text/plain",
            "contentBase64": base64.b64encode(file.read_bytes()).decode(),
        }],
    }
    if len(rest) > 1:
        data["sendAt"] = rest[1]
elif action == "cancel":
    data["commandId"] = f"send-{document}"

# The id comes from the document, not from the clock: published twice, it is still one command and one mail.
headers = {
    "ce_specversion": "1.0",
    "ce_id": f"{action}-{document}",
    "ce_source": "/erp/sales",
    "ce_type": f"io.mailroom.mail.{action}.v1",
    "ce_subject": connection,
    "content-type": "application/json",
}
producer = Producer({
    "bootstrap.servers": os.environ["KAFKA"],
    "enable.idempotence": True,  # with acks=all
    "max.in.flight": 1,  # keeps the order of a mailbox's commands, also when a broker is replaced
    "partitioner": "murmur2_random",
    "message.max.bytes": 8_454_144,
})
producer.produce(
    "mail.commands.erp",
    key=connection,
    value=json.dumps(data),
    headers=headers,
    on_delivery=lambda error, _: sys.exit(f"not published: {error}") if error else None,
)
producer.flush()
print("published", headers["ce_id"])
