"""Video: who carries calls, and the servers that help browsers find each other (see docs/running.md)."""

import os

VIDEO_PROVIDER = os.environ.get("VIDEO_PROVIDER", "embedded")
VIDEO_MESH_UP_TO = int(os.environ.get("VIDEO_MESH_UP_TO", "4"))  # people; above, VIDEO_PROVIDER carries the call
STUN_URLS = os.environ.get("STUN_URLS", "").replace(",", " ").split()
TURN_URLS = os.environ.get("TURN_URLS", "").replace(",", " ").split()
TURN_SECRET = os.environ.get("TURN_SECRET", "")
TURN_SECONDS = int(os.environ.get("TURN_SECONDS", "14400"))  # a credential outlives the longest call
TURN_ONLY = os.environ.get("TURN_ONLY", "") == "1"  # nobody learns anybody's address: everything is relayed

# The server that carries calls, for the one that VIDEO_PROVIDER names.
JANUS = {
    "api": os.environ.get("JANUS_API", "http://127.0.0.1:8088/janus"),  # as this program reaches it
    "url": os.environ.get("JANUS_URL", "ws://localhost:8188"),  # as browsers do
    "secret": os.environ.get("JANUS_SECRET", ""),
    "admin_key": os.environ.get("JANUS_ADMIN_KEY", ""),
}
JITSI = {
    "url": os.environ.get("JITSI_URL", ""),
    "domain": os.environ.get("JITSI_DOMAIN", ""),
    "application": os.environ.get("JITSI_APPLICATION", ""),
    "secret": os.environ.get("JITSI_SECRET", ""),
}
LIVEKIT = {
    "server": os.environ.get("LIVEKIT_SERVER", ""),
    "page": os.environ.get("LIVEKIT_PAGE", ""),
    "key": os.environ.get("LIVEKIT_KEY", ""),
    "secret": os.environ.get("LIVEKIT_SECRET", ""),
}
BIGBLUEBUTTON = {
    "url": os.environ.get("BIGBLUEBUTTON_URL", ""),
    "secret": os.environ.get("BIGBLUEBUTTON_SECRET", ""),
    "digest": os.environ.get("BIGBLUEBUTTON_DIGEST", "sha256"),
}
VIDEO_ORIGINS = ["/".join(JANUS["url"].split("/")[:3])] if VIDEO_PROVIDER == "janus" else []  # that our pages call
