"""How many fit. In a mesh each browser sends its picture to each other one: four is comfortable, six the most."""

MESH_COMFORT, MESH_MOST = 4, 6
EMBEDDED = "embedded"


def provider_for(people: int, configured: str, mesh_up_to: int) -> str:
    """The mesh as far as it goes; above, the server that this installation has."""
    return EMBEDDED if people <= mesh_up_to else configured
