"""The default store: this machine's disk, under ``MEDIA_ROOT``."""

from pathlib import Path

from django.conf import settings
from obstore.store import LocalStore

from lyceum.kernel.media.adapters.objects import Objects


class DiskStore(Objects):
    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.store = LocalStore(root)

    def path_of(self, key: str) -> Path | None:
        return self.root / key


def connect() -> DiskStore:
    return DiskStore(Path(settings.MEDIA_ROOT))
