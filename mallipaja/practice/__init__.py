"""What is done in each phase of the client's path, by whom, and to whom the client moves next.

- `matrix.matrix(records, units, actors, phases, pilot) -> Matrix`: phase × actor from T24.
- `views.gaps`, `views.overlaps`, `views.broken_handovers`, `views.unknown_handovers`: computed, never stored.
- `questions.five_questions(records, pilot)`: THL's five questions as the joint practice survey answered them.
- `distance.distances(generic, records, matrix, pilot)`: how far each element of the model is from today's practice;
  `agenda` puts them in the order of the walk-through, `counts` adds them up. Which answers say something of which
  element is in `elements`, how they are read in `readings`.
- `phases.phases(generic)`: the phases of the generic model with the sectors each requires.
"""
