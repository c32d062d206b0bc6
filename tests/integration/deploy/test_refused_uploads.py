"""An upload that a service refuses before reading it: the answer arrives, the gateway makes no failure of it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import requests

from deploy.native.installation import Installation
from tests.support.contract import operations

UPLOADS, AT_ONCE = 120, 8
FILE = ("piece.pdf", b"%PDF-1.7" + bytes(4 * 2**20), "application/pdf")


def test_whoever_uploads_with_a_token_that_is_over_hears_so(mes: Installation) -> None:
    url = mes.url + operations()["depositDocument"].path.format(record="rec_0000000000000000000000")

    def upload(_: int) -> str:
        answer = requests.post(
            url,
            headers={"Authorization": "Bearer over", "Idempotency-Key": "0123456789abcdef"},
            files={"file": FILE},
            verify=str(mes.ca),
            timeout=120,
        )
        return str(answer.json()["code"])

    with ThreadPoolExecutor(AT_ONCE) as pool:
        heard = Counter(pool.map(upload, range(UPLOADS)))
    assert heard == {"documents.unauthenticated": UPLOADS}
