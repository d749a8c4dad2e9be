from lyceum.kernel.ai.tests.conftest import one_server, server

__all__ = ["one_server", "server"]
