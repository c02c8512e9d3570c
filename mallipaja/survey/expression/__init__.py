"""Expressions of templates: XLSForm's syntax with ODK's meaning, a closed language of its own.

`parse` makes a tree of a text, or tells its fault; `compiled` makes a function of a tree. Nothing is ever
given to Python's ``eval``.
"""
