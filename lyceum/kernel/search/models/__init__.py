from lyceum.kernel.search.models.entry import SearchEntry

__all__ = ["SearchEntry"]
