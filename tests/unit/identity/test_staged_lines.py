"""Lines of a staged file, read in blocks."""

import io

from hypothesis import given
from hypothesis import strategies as st

from services.identity.actions import imports
from services.identity.domain.insured_files import LINE_BYTES_MAX

pieces = st.lists(st.one_of(st.binary(max_size=40), st.just(b"x" * 100_000)), max_size=12)


@given(pieces, st.booleans())
def test_lines_and_their_sizes_are_those_of_the_file(lines: list[bytes], ends_with_newline: bool) -> None:
    file = b"\n".join(line.replace(b"\n", b"") for line in lines) + (b"\n" if ends_with_newline else b"")
    read = list(imports._lines(io.BytesIO(file)))
    assert sum(size for _, size in read) == len(file)
    whole = file.split(b"\n")[: len(read)]
    assert [line.removesuffix(b"\n")[:LINE_BYTES_MAX] for line, _ in read] == [line[:LINE_BYTES_MAX] for line in whole]


def test_a_line_without_end_is_not_kept_in_memory() -> None:
    ((line, size),) = imports._lines(io.BytesIO(b"x" * 3_000_000))
    assert size == 3_000_000
    assert LINE_BYTES_MAX < len(line) <= LINE_BYTES_MAX + 1
