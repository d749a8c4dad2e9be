class Trouble(Exception):
    """Something that the person at the terminal can put right: the message says what and how."""
