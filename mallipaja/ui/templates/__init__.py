"""Writing surveys: the list of questions, the form of one, the phone beside it, Excel in and out."""
