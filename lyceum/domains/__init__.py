"""The five domains: penpal, learning, strength, endurance, events. None of them knows another."""
