"""A whole relevance pass: ``python -m bench.expressions``. 250 questions, each with a condition, a third also worked out.

Prints milliseconds of CPU for the first pass over fresh answers (nothing kept) and for compiling the template once.
The aim is 5 ms a pass.
"""

from __future__ import annotations

from random import Random
from statistics import median
from time import process_time
from typing import Any

from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.survey.answers import Answer
from mallipaja.survey.form import Form
from mallipaja.survey.logic import logic_of

QUESTIONS = 250
PASSES = 30
AIM_MS = 5.0


def main() -> None:
    """Time compiling and passing."""
    rng = Random(250)
    template = _template(rng)
    start = process_time()
    logic_of(template)
    print(f"compiling {QUESTIONS} questions once: {1000 * (process_time() - start):.1f} ms")
    times = []
    for _ in range(PASSES):
        answers = {
            (f"q{number}", "", ""): Answer("r", f"q{number}", "", "", float(rng.randint(0, 5)))
            for number in range(QUESTIONS)
        }
        form = Form(template, ("here",), {}, answers, moment="2026-11-22T00:00:00")
        start = process_time()
        state = form.state
        assert state is not None
        asked = sum(state.is_asked(f"q{number}") for number in range(QUESTIONS))
        times.append(1000 * (process_time() - start))
    print(
        f"a pass over {QUESTIONS} questions: median {median(times):.2f} ms, most {max(times):.2f} ms (aim {AIM_MS:.0f} ms)"
    )
    print(f"asked in the last pass: {asked}")


def _template(rng: Random) -> SurveyTemplate:
    items: list[dict[str, Any]] = []
    for number in range(QUESTIONS):
        item: dict[str, Any] = {
            "id": f"q{number}", "type": "number", "text": {"fi": "q"}, "disclosure": "organisation_fact",
        }  # fmt: skip
        if number:
            one, other = rng.randrange(number), rng.randrange(number)
            item["relevant"] = (
                f"${{q{one}}} < {rng.randint(3, 6)} or not(selected(${{q{other}}}, '1')) and ${{q{one}}} != ''"
            )
        items.append(item)
        if number and number % 3 == 0:
            text = f"if(${{q{number}}} > 2, ${{q{number - 1}}} + 1, coalesce(${{q{number - 2}}}, 0))"
            items.append({"id": f"c{number}", "type": "calculate", "calculation": text})
    pages = [
        {"id": f"p{place}", "title": {"fi": "p"}, "items": items[place : place + 25]}
        for place in range(0, len(items), 25)
    ]
    return SurveyTemplate.model_validate({
        "format": "mallipaja/survey_template/1", "id": "t", "version": "1", "title": {"fi": "t"}, "purpose": {"fi": "t"},
        "answered_by": "person", "minutes": 1, "pages": pages,
    })  # fmt: skip


if __name__ == "__main__":
    main()
