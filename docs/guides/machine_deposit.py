"""A working example: match a person, then deposit a PDF for them by FHIR (IHE MHD, ITI-65).

TOKEN=$(python docs/guides/machine_token.py token https://mes.example mac_… my-key.pem | jq -r .access_token)
echo "$TOKEN" | python docs/guides/machine_deposit.py https://mes.example report.pdf --matricule 284058832102532 \
    --family-name Martin --given-name Ana --birth-date 1984-05-12 --sex F --type 11502-2 --title "Bilan" [--ca ca.pem]
"""

import argparse
import base64
import hashlib
import json
import ssl
import sys
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any

MHD = "https://profiles.ihe.net/ITI/MHD"


def main() -> int:
    """Match, then provide; prints where the document is."""
    asked = _asked()
    call = _Caller(asked.platform, sys.stdin.readline().strip(), asked.ca)
    traits = {name: getattr(asked, name) for name in ("matricule", "family_name", "given_name", "birth_date", "sex")}
    (match,) = call("/api/identity/matches", "application/json", {"patients": [traits]})["results"]
    if "refusal" in match:
        sys.stderr.write(f"{match['refusal']['code']}: {match['refusal']['title']}\n")
        return 1
    lot = _bundle(match["record"].replace("_", "-"), asked)
    answer = call("/fhir", "application/fhir+json", lot)
    print(answer["entry"][1]["response"]["location"])
    return 0


def _bundle(patient: str, asked: argparse.Namespace) -> dict[str, Any]:
    # The same file has the same identifier: sent again after a doubt, it is the same document.
    content = asked.file.read_bytes()
    own = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, patient + asked.file.name + hashlib.sha256(content).hexdigest())}"
    subject, binary = {"reference": f"Patient/{patient}"}, f"urn:uuid:{uuid.uuid4()}"
    reference = {
        "resourceType": "DocumentReference",
        "masterIdentifier": {"system": "urn:ietf:rfc:3986", "value": own},
        "status": "current",
        "type": {"coding": [{"system": "http://loinc.org", "code": asked.type}]},
        "subject": subject,
        "content": [{"attachment": {"contentType": "application/pdf", "url": binary, "title": asked.title}}],
        "context": {"period": {"start": asked.date}},
    }
    lot = {
        "resourceType": "List",
        "status": "current",
        "mode": "working",
        "code": {"coding": [{"system": f"{MHD}/CodeSystem/MHDlistTypes", "code": "submissionset"}]},
        "subject": subject,
        "entry": [{"item": {"reference": own}}],
    }
    data = base64.b64encode(content).decode()
    entries = [
        (f"urn:uuid:{uuid.uuid4()}", lot),
        (own, reference),
        (binary, {"resourceType": "Binary", "contentType": "application/pdf", "data": data}),
    ]
    return {
        "resourceType": "Bundle",
        "type": "transaction",
        "entry": [
            {"fullUrl": url, "resource": each, "request": {"method": "POST", "url": each["resourceType"]}}
            for url, each in entries
        ],
    }


class _Caller:
    def __init__(self, platform: str, token: str, ca: str | None) -> None:
        self._platform, self._token = platform, token
        self._trust = ssl.create_default_context(cafile=ca)

    def __call__(self, path: str, media_type: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": media_type}
        request = urllib.request.Request(self._platform + path, json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(request, context=self._trust, timeout=60) as answer:
                read: dict[str, Any] = json.load(answer)
                return read
        except urllib.error.HTTPError as refusal:
            sys.exit(f"{refusal.code}: {refusal.read().decode()}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("platform")
    parser.add_argument("file", type=Path)
    for name in ("matricule", "family-name", "given-name", "birth-date", "sex", "type", "title"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--date", default="2026-03-03", help="date of the act")
    parser.add_argument("--ca", help="certificate authority of the platform, when the system does not know it")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
