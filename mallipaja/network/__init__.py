"""Who works with whom in a pilot: directed ties between actors, with three states: yes, no, not answered.

- `joining.ties(records, units, actors, pilot) -> Network`: the network as the units gave it.
- `network.Network.state(a, b)`: `True`, `False` or `None` (the actor has not answered).
- `measures.density`, `reciprocity`, `degrees`: numbers with their n.
- `symmetry.pairs(network)`: each pair once, confirmed, one-sided or unconfirmed; `symmetry.edges(network,
  rule)`.
- `structure.components`, `structure.without(network)`: parts, and what breaks if an actor leaves.
- `findings.findings(network)`: the three things to say first, as codes and values; words are made in the
  interface.
- `layout.layout(actors)`: positions on a circle by sector, the same for an actor in every municipality.
"""
