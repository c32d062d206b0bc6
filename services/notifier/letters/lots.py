"""Lots for the printer: each letter in exactly one manifest, whatever restarts.

A lot is first written down in the database, with the letters it takes; its manifest, which follows from that row to
the byte, is put in the outbox afterwards, again if need be. What stands in no manifest is not printed, and not said to
have left.
"""

import json
from datetime import datetime, timedelta

import uuid_utils

from chassis import failpoints, logs
from chassis.clock import rfc3339
from services.notifier import lines
from services.notifier.announcements import invitation_handed_over
from services.notifier.parts import Parts
from services.notifier.store.lots import Lot

LETTERS_MAX = 500


def hand_over_letters(parts: Parts, now: datetime) -> int:
    """Close a lot if one is due, and write the manifests that wait; how many manifests. Raises Deferred."""
    ready = now - timedelta(seconds=parts.settings.lot_wait_s)
    if parts.lots.close(str(uuid_utils.uuid7()), ready, LETTERS_MAX, now):
        failpoints.reach("notifier.lot-without-manifest")
    written = 0
    for lot in parts.lots.without_manifest():
        parts.letterbox.put(f"manifests/{lot.id}.json", manifest(lot), "application/json")
        said = {notice: invitation_handed_over(record) for notice, record in lot.invited.items()}
        parts.lots.mark_written(lot.id, now, said)
        logs.write(lines.LOT, lot=lot.id, letters=len(lot.letters))
        written += 1
    return written


def manifest(lot: Lot) -> bytes:
    """What the printer reads (contracts/printer/manifest.json)."""
    told = {
        "lot": lot.id,
        "closed_at": rfc3339(lot.closed_at),
        "count": len(lot.letters),
        "letters": [{"file": each.name, "sha256": each.sha256, "bytes": each.size, "pages": 1} for each in lot.letters],
    }
    return json.dumps(told, indent=1).encode()


def clear_outbox(parts: Parts, now: datetime) -> int:
    """Remove what was kept long enough, and the letters of erased persons; how many. Raises Deferred."""
    removed = 0
    kept_since = now - timedelta(days=parts.settings.letters_kept_days)
    for letter in parts.letterbox.listed():
        if letter.modified < kept_since:
            parts.letterbox.delete(letter.name)
            removed += 1
    for name in parts.lots.letters_to_remove():
        parts.letterbox.delete(name)
        parts.lots.letter_removed(name)
        removed += 1
    return removed
