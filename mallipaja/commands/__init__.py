"""One module per command of ``mallipaja``, each with a click command called ``command`` (see `cli`)."""
