from lyceum.kernel.media.models.stored_file import State, StoredFile

__all__ = ["State", "StoredFile"]
