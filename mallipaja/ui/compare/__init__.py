"""Widgets of the comparison, the walk-through and the models library."""
