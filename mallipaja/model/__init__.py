"""The generic model, what pilots change in it, and the comparison of models.

Two kinds of model. *Described*: what a source says of a region; an element it does not mention is
``not_stated``. *Adopted*: a pilot's variant = a version of the generic model + adaptations; an element counts
only after somebody took a stand on it.

- `adaptation.Adaptation`, `Stance`, `Variant`: what a pilot decided. `frame.Frame`: the FRAME codes of a
  change.
- `resolve.resolve(generic, adaptations) -> Snapshot`: the model as it is in the pilot;
  `resolve.problems(...)`.
- `comparison.compare(generic, variants, described) -> Comparison`: elements × models with six statuses.
- `fidelity.core_fidelity(comparison, model)`: how much of the core stands, with its n.
- `similarity.similarities(comparison)`: how alike models are over the elements both state, with n.
- `composition.composition(comparison, parties)`: required parties against each model.
- `rebase.rebase(variant, old, new) -> Rebase`: what becomes of each change on another version of the generic
  model; `rebase_decisions.rebased(plan, new, decisions) -> Variant`: the variant once every conflict is decided.
- `progress.progress(generic, variant)`: how far the walk-through is.
"""
