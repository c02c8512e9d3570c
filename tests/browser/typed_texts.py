"""Texts that people could type and Markdown, or Streamlit, would take for something else."""

import random

ORDINARY = (
    "Sosiaalityö (aikuiset), 1.–31.5.: h/kk", "THL:n viisi kysymystä", "a_b_c, ~5 ja 2 * 3", "Kysymys #3: 50 % + 8 > 9!",
)  # fmt: skip
"""Texts whose accessible name is the text itself, letter by letter."""
NASTY = (
    "**a**", "_a_", "`a`", "~~a~~", "~5~ a", "a*b*c", "# a", "a #", "a\n===", "a\n---", "- a", "* a", "1. a", "> a",
    "a | b\n---|---\n1|2", "a\n:-:", "    koodi", "\tkoodi", "a\n\n    b", "```\na\n```", "$x^2$", "$$\nx\n$$", "$5 ja $6",
    "<b>x</b>", "<script>alert(1)</script>", "<!-- a -->", "<https://a.fi>", "&lt;b&gt;", "&#42;", "[a](http://b)",
    "![a](b)", "[^1]\n\n[^1]: x", "[a]: http://b.fi\n[a]", "https://kela.fi", "www.kela.fi", "5https://a.fi",
    ":red[a]", ":red-badge[a]", ":help", ":small x", ":a{b=c}", "a\n::leaf", "a\n:::box\nx\n:::", ":joy:", ":streamlit:",
    ":material/home:", "klo 12:30:45", "-> a", "a -> b", "a <= b >= c", "a -- b ~= c", "\\", "a\\", "C:\\*a*",
)  # fmt: skip
_BITS = ("a", "ä", "5", " ", "  ", "\n", "\xa0", *NASTY, *"*_`~$[]()<>#-=+.!|:\\&^{}\"'/")


def _made(chance: random.Random) -> str:
    return "".join(chance.choice(_BITS) for _number in range(chance.randint(2, 7))) + "x"


_chance = random.Random(20261122)
TEXTS = (*ORDINARY, *NASTY, *(_made(_chance) for _number in range(60)))
