"""Words that differ: by hand, and that both texts can be put together again."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mallipaja.model.word_difference import Piece, word_difference


def test_by_hand():
    assert word_difference("Tavataan kerran, Kelassa.", "Tavataan kahdesti, Kelassa.") == (
        Piece("same", "Tavataan "),
        Piece("before", "kerran"),
        Piece("after", "kahdesti"),
        Piece("same", ", Kelassa."),
    )
    assert word_difference("", "uusi") == (Piece("after", "uusi"),)
    assert word_difference("sama", "sama") == (Piece("same", "sama"),)
    assert word_difference("", "") == ()


texts = st.one_of(
    st.text(max_size=40), st.lists(st.sampled_from(("a", "b", "c,", " ", "\n")), max_size=20).map("".join)
)


@given(texts, texts)
def test_the_pieces_make_up_both_texts(before, after):
    pieces = word_difference(before, after)
    assert "".join(one.text for one in pieces if one.kind != "after") == before
    assert "".join(one.text for one in pieces if one.kind != "before") == after
    assert all(one.text for one in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))
