"""The database's versions, one file each in ``versions/``; `mallipaja.store.migrate` runs them."""
