"""Writes contracts/asyncapi.yaml from contracts/events: `python -m contracts.asyncapi`, `--check` to compare.

The event files are the truth; AsyncAPI 3.0 is the form in which integrators read them.
"""

import json
import sys
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
TARGET = HERE / "asyncapi.yaml"


def events() -> dict[str, dict[str, Any]]:
    """Schema of each event, by event type."""
    return {path.stem: json.loads(path.read_text()) for path in sorted((HERE / "events").glob("*.json"))}


def _message(event_type: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": event_type,
        "title": schema["description"],
        "contentType": "application/cloudevents+json",
        "traits": [{"$ref": "#/components/messageTraits/cloudevent"}],
        "payload": {"$ref": f"events/{event_type}.json"},
        "x-sealed-for": schema.get("x-sealed-for"),
        "x-expires": schema.get("x-expires", False),
    }


def document() -> dict[str, Any]:
    """The AsyncAPI document: one channel per producing service, one message per event."""
    known = events()
    producers = sorted({schema["x-producer"] for schema in known.values()})
    consumers = sorted({consumer for schema in known.values() for consumer in schema["x-consumers"]})
    channels = {
        producer: {
            "address": f"{producer}.events",
            "description": f"Topic exchange of {producer}; the routing key is the event type.",
            "messages": {
                name: {"$ref": f"#/components/messages/{name}"}
                for name, schema in known.items()
                if schema["x-producer"] == producer
            },
            "bindings": {"amqp": {"is": "routingKey", "exchange": {"name": f"{producer}.events", "type": "topic"}}},
        }
        for producer in producers
    }
    operations: dict[str, Any] = {}
    for producer in producers:
        operations[f"{producer}.publishes"] = {"action": "send", "channel": {"$ref": f"#/channels/{producer}"}}
    for consumer in consumers:
        for producer in producers:
            taken = [n for n, s in known.items() if s["x-producer"] == producer and consumer in s["x-consumers"]]
            if taken:
                operations[f"{consumer}.hears.{producer}"] = {
                    "action": "receive",
                    "channel": {"$ref": f"#/channels/{producer}"},
                    "messages": [{"$ref": f"#/channels/{producer}/messages/{name}"} for name in taken],
                }
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Mon espace santé: domain events",
            "version": "1.0.0",
            "description": (
                "CloudEvents 1.0, structured JSON, over RabbitMQ topic exchanges. Payloads below are `data`."
            ),
            "license": {"name": "EUPL-1.2"},
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": channels,
        "operations": operations,
        "components": {
            "messages": {name: _message(name, schema) for name, schema in known.items()},
            "messageTraits": {
                "cloudevent": {
                    "headers": {
                        "type": "object",
                        "description": "CloudEvents attributes travel in the structured body beside `data`.",
                        "required": [
                            *("specversion", "id", "source", "type"),
                            *("subject", "time", "dataschema", "correlationid"),
                        ],
                        "properties": {
                            "specversion": {"const": "1.0"},
                            "id": {"type": "string", "description": "UUID version 7: time-ordered, survives retries."},
                            "source": {"type": "string", "description": "/services/<producer>"},
                            "type": {"type": "string"},
                            "subject": {"type": "string"},
                            "time": {"type": "string", "format": "date-time"},
                            "dataschema": {"type": "string"},
                            "correlationid": {"type": "string"},
                            "causationid": {"type": ["string", "null"]},
                            "actorid": {"type": ["string", "null"]},
                            "actorrole": {"type": ["string", "null"]},
                            "actorrecord": {"type": ["string", "null"]},
                        },
                    }
                }
            },
        },
    }


def main(arguments: list[str]) -> int:
    """Write the file, or with --check say whether it is up to date (exit status 1 if not)."""
    text = yaml.safe_dump(document(), sort_keys=False, allow_unicode=True, width=110)
    if "--check" in arguments:
        if not TARGET.exists() or TARGET.read_text() != text:
            print("contracts/asyncapi.yaml is not in step with contracts/events: run `make contracts`")
            return 1
        return 0
    TARGET.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
