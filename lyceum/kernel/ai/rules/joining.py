"""Going on after an interruption: what is asked of the next provider, and how its words join what was shown."""

GO_ON = (
    "Your answer was cut off in transmission; the reader has seen exactly the text above. Go on from the very "
    "character where it stops. Repeat nothing, do not apologise, do not mention the interruption."
)
WINDOW = 120  # so many characters of the continuation are looked at before they are shown
_SHORTEST = 8  # a shorter repetition may be chance


def joined(shown: str, continuation: str) -> str:
    """The continuation without what it repeats of the end of ``shown``: models often start a few words back."""
    for length in range(min(len(shown), len(continuation)), _SHORTEST - 1, -1):
        if shown.endswith(continuation[:length]):
            return continuation[length:]
    stripped = continuation.lstrip()
    if stripped != continuation and shown[-1:].isspace():
        return stripped
    return continuation
