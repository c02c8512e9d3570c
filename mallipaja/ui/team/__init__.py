"""Widgets of the team page."""
