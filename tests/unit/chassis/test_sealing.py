"""What is sealed opens only where it was sealed, with the key that sealed it."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chassis.sealing import SealBroken, Sealer, keyed_hash

KEY = bytes(range(32))


@given(some.binary(max_size=500), some.binary(max_size=50))
def test_what_is_sealed_opens_in_the_same_context(plain: bytes, context: bytes) -> None:
    assert Sealer(KEY).open(Sealer(KEY).seal(plain, context), context) == plain


@given(some.binary(max_size=80), some.data())
def test_a_changed_bit_anywhere_breaks_the_seal(plain: bytes, data: some.DataObject) -> None:
    sealed = bytearray(Sealer(KEY).seal(plain, b"row 1"))
    sealed[data.draw(some.integers(0, len(sealed) - 1))] ^= 1 << data.draw(some.integers(0, 7))
    with pytest.raises(SealBroken):
        Sealer(KEY).open(bytes(sealed), b"row 1")


@given(some.binary(max_size=60))
def test_no_bytes_are_taken_for_a_sealed_value(noise: bytes) -> None:
    with pytest.raises(SealBroken):
        Sealer(KEY).open(noise, b"")


def test_a_sealed_value_moved_to_another_row_or_key_does_not_open() -> None:
    sealed = Sealer(KEY).seal(b"plain", b"row 1")
    with pytest.raises(SealBroken):
        Sealer(KEY).open(sealed, b"row 2")
    with pytest.raises(SealBroken):
        Sealer(KEY[::-1]).open(sealed, b"row 1")


def test_the_same_text_is_never_sealed_twice_the_same() -> None:
    sealer = Sealer(KEY)
    assert len({sealer.seal(b"plain", b"") for _ in range(100)}) == 100


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Sealer(KEY[:16])


def test_a_keyed_hash_is_the_same_for_one_key_only() -> None:
    # RFC 4231, test case 2.
    assert keyed_hash(b"Jefe", "what do ya want for nothing?") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )
    assert keyed_hash(KEY, "é") != keyed_hash(KEY[::-1], "é")
