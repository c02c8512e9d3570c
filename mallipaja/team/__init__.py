"""A team that could meet: who sits in which seat with how many hours, and what is missing.

- `roles.team_roles(snapshot)`: the seats of the (adapted) generic model. `roles.required_sectors(parties)`.
- `posts.posts(team_offers, coordinator_offers, pilot)`: what units offer; `posts.unheard(...)`: who has not
  said.
- `case.Case(roles, posts, ...)`, `case.problems(case)`: what is to be solved, and what is wrong with it.
- `draft.draft(case) -> Draft`: seats, gaps, shortages, assumptions; verified before it is returned.

A draft is a proposal: every party names its own representative, and nothing is applied by itself. Hours are
hours a month. `solve` is the only module that knows the solver.
"""
