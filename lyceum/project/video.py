"""Video: who carries calls, and the servers that help browsers find each other (see docs/running.md)."""

import os

VIDEO_PROVIDER = os.environ.get("VIDEO_PROVIDER", "embedded")
VIDEO_MESH_UP_TO = int(os.environ.get("VIDEO_MESH_UP_TO", "4"))  # people; above, VIDEO_PROVIDER carries the call
STUN_URLS = os.environ.get("STUN_URLS", "").replace(",", " ").split()
TURN_URLS = os.environ.get("TURN_URLS", "").replace(",", " ").split()
TURN_SECRET = os.environ.get("TURN_SECRET", "")
TURN_SECONDS = int(os.environ.get("TURN_SECONDS", "14400"))  # a credential outlives the longest call
TURN_ONLY = os.environ.get("TURN_ONLY", "") == "1"  # nobody learns anybody's address: everything is relayed
