"""What there is: people, person-years (htv) and client hours, and what can be given to teams and
coordination.

- `supply.supply(units, records)`: one row per unit and profession, every value known, missing with a reason
  or not answered.
- `totals.by_organisation`, `by_profession`, `by_sector`, `by_unit`, `overall`: sums over what is known, with
  counts.
- `sharing.pilot_view(rows, pilot)`: a pilot's part of the units that serve it; `sharing.by_pilot(rows,
  pilots)`.
- `offers.team_offers(units, records)`, `offers.coordinator_offers(units, records)`: K17 and K18, per unit and
  pilot.
- `completeness.completeness(units, records)`: how much of what the figures need has been said.
- `inflow.inflows(units, records)`: new clients of a year and the wait for the first meeting.
- `wisn.wisn(workload)`: the WHO method, on workloads a site has recorded; `workload_file` reads one from a file,
  `workloads.unit_workloads(units, records)` from answers, `workloads.by_profession` adds them up.
- `uncertainty.uncertain_need(workload, ranges, rng)`: the same with ranges in the place of points.
- `what_if.what_if(workload, step)`, `one_more(workload)`, `staff_step(row, persons)`: what would change.
- `waiting.coordinator_load(…)`, `statement(load)`: whether a new client probably waits (Erlang C);
  `uncertain_wait.uncertain_wait` with ranges.

Person-years and hours are kept side by side and never converted into each other: htv measures employment, not
the time that is left for clients.
"""
