"""One file per version of the database, written by ``tools/migrations.py``; unchanged once released."""
