"""Instructions to a model, as templates with a version: the ledger says which wording led to which answer."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Prompt:
    """``text`` holds ``{parts}`` to be filled; a new wording takes a new ``version``."""

    name: str
    version: int
    text: str

    @property
    def parts(self) -> frozenset[str]:
        return frozenset(name for _, name, _, _ in Formatter().parse(self.text) if name)

    def filled(self, parts: Mapping[str, str]) -> str:
        """Braces inside a part stay as they are. Raises KeyError when a part is missing or unknown."""
        if wrong := self.parts.symmetric_difference(parts):
            raise KeyError(f"{self.name} v{self.version}: {', '.join(sorted(wrong))}")
        return self.text.format_map(parts)


prompts: dict[tuple[str, int], Prompt] = {}


def declare(prompt: Prompt) -> Prompt:
    """Raises ValueError when this version exists with other words: what has been recorded must stay true."""
    if prompts.setdefault((prompt.name, prompt.version), prompt) != prompt:
        raise ValueError(f"{prompt.name} v{prompt.version} has two wordings")
    return prompt


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said in a conversation, by the person or by the model."""

    text: str
    by_model: bool = False


def digest_of(organisation_id: UUID, task: str, prompt: Prompt, filled: str, turns: Sequence[Turn]) -> str:
    """Under what an answer is kept: nothing else that it depends on may be left out."""
    said = [[turn.text, turn.by_model] for turn in turns]
    whole = json.dumps([str(organisation_id), task, prompt.name, prompt.version, filled, said], ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()
