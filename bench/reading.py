"""How fast files become pages that can be asked."""


def measured() -> str:
    return ""
