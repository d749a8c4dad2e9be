"""The marks that can be put on a message: words, drawn by our own icons."""

MARKS = ("like", "love", "laugh", "wow", "thanks", "done")
