"""Widgets of the current state: capacity, network, practices."""
