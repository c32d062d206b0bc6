"""Words as people look for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.documents.domain.search import words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Échographie de l'ŒIL", ["de", "echographie", "l", "oeil"]),
        ("Compte-rendu n°2 (2026)", ["2", "2026", "compte", "n", "rendu"]),
        ("  ", []),
        ("ﬁèvre_jaune", ["fievre", "jaune"]),
    ],
)
def test_accents_case_and_punctuation_do_not_count(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_texts_give_their_words_together_once() -> None:
    assert words_of("Bilan sanguin", "Dr Bilan") == ["bilan", "dr", "sanguin"]


@given(st.text(max_size=400))
def test_words_are_plain_bounded_and_found_by_themselves(text: str) -> None:
    words = words_of(text)
    assert len(words) <= 60
    for word in words:
        assert word.isalnum()
        assert len(word) <= 40
        assert word == word.casefold()
