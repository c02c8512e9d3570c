"""Who works with whom in a pilot: directed ties between actors, with three states: yes, no, not answered.

What was said:

- `joining.ties(records, units, actors, pilot) -> Network`: the network as the units gave it.
- `network.Network.state(a, b)`: `True`, `False` or `None` (the actor has not answered).
- `measures.density`, `reciprocity`, `degrees`: numbers with their n.
- `symmetry.pairs(network)`: each pair once, confirmed, one-sided or unconfirmed; `symmetry.edges(network,
  rule)`.
- `two_sides.two_sides`, `disagreements`, `agreement`: do both sides of a tie say the same.
- `opinions.information_exchange`, `partner_scores`: means over enough raters.
- `findings.findings(network)`: the three things to say first, as codes and values; words are made in the
  interface.

What is missing and what breaks:

- `structure.components`, `structure.without(network)`: parts, and the cut points.
- `removal.without_each_actor`, `without_each_organisation`: the effect of anybody leaving.
- `needed.needed_ties(network, needs)`: the ties the model's phases need, the worst first.
- `comparison.changes(before, after)`, `figures`, `sector_rows`, `missing_here`: beside an earlier round and other
  pilots.

Graphs as numbers:

- `graph.graph_of(network, rule)`: a `Graph`; `summary.summary(graph, sectors, …)`: every measure, and
  `notes.notes(summary)`: what is not defined and why. One by one in `centrality`, `paths`, `holes`, `groups` and
  `brokerage`.
- `layout.layout(actors)`: positions on a circle by sector, the same for an actor in every municipality.
"""
