"""Content sealed for one recipient, by a pair made for one occasion."""

import pytest

from chassis import envelopes


def test_what_is_sealed_for_a_pair_opens_with_it_alone() -> None:
    private, public = envelopes.new_pair()
    sealed = envelopes.seal(public, {"nom": "Inès"})
    assert "Inès" not in sealed
    assert envelopes.open_sealed(private, sealed) == {"nom": "Inès"}
    other, _ = envelopes.new_pair()
    with pytest.raises(envelopes.CannotOpen):
        envelopes.open_sealed(other, sealed)


def test_a_history_of_years_goes_into_one_envelope_and_no_envelope_is_endless() -> None:
    private, public = envelopes.new_pair()
    lines = ["a" * 400] * 15_000
    assert envelopes.open_sealed(private, envelopes.seal(public, lines)) == lines
    with pytest.raises(envelopes.TooLarge):
        envelopes.seal(public, ["a" * 400] * 30_000)


def test_the_public_half_holds_no_secret() -> None:
    _, public = envelopes.new_pair()
    assert set(public) == {"kty", "crv", "x"}


@pytest.mark.parametrize("change", [lambda text: text[:-4], lambda text: text.replace(".", "", 1), lambda _: ""])
def test_changed_content_does_not_open(change) -> None:  # type: ignore[no-untyped-def]
    private, public = envelopes.new_pair()
    with pytest.raises(envelopes.CannotOpen):
        envelopes.open_sealed(private, change(envelopes.seal(public, [1, 2, 3])))
