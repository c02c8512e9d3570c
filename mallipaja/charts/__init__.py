"""Values in, Altair charts out: every builder is a function that can be tested with ``chart.to_dict()``.

- `capacity.bars(groups, names, words)`: hours by profession or organisation, with what is not known.
- `network.network_map(network, positions, rule, words)`: who works with whom.
- `practice.practice_matrix(matrix, words)`: phase × actor.
- `team.team_picture(seats, words)`: the client in the middle, seats around.
- `comparison.comparison_matrix(comparison, rows, words)`: elements × models.
- `symbols.symbol_matrix(...)`: any matrix of symbols, for example the process board.

A builder returns ``None`` when there is nothing to draw; the page then says what to do next. ``description``
is the chart's text alternative, ``projector`` makes the type larger. No meaning is carried by colour alone.
Importing `palette` and `legend` does not import Altair; the builders do, so they are imported where they are
used.
"""
