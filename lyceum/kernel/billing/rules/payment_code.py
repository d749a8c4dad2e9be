"""What a payer writes on a transfer: a creditor reference of ISO 11649, whose check digits their bank verifies."""

import secrets

_LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which are read as 1 and 0
_LENGTH = 8


def new_code() -> str:
    """``RF`` with two check digits and eight characters: 1.8 × 10¹² of them."""
    own = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return f"RF{98 - _number(own + 'RF00') % 97:02d}{own}"


def is_code(text: str) -> bool:
    """ISO 7064, MOD 97-10, of a code that was written with or without spaces."""
    code = "".join(text.split()).upper()
    if not (code.isalnum() and code.isascii() and code[:2] == "RF" and code[2:4].isdigit()):
        return False
    return _number(code[4:] + code[:4]) % 97 == 1


def is_iban(text: str) -> bool:
    """ISO 13616: country, two check digits, 11 to 30 characters; the same check as above."""
    iban = "".join(text.split()).upper()
    if not (15 <= len(iban) <= 34 and iban.isalnum() and iban.isascii() and iban[:2].isalpha() and iban[2:4].isdigit()):
        return False
    return _number(iban[4:] + iban[:4]) % 97 == 1


def spaced(code: str) -> str:
    """In groups of four, as it is read aloud: ``RF18 5390 0754``."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def _number(text: str) -> int:
    return int("".join(str(int(character, 36)) for character in text))
