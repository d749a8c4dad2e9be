"""What the page of a call says by itself, in the reader's language. ``{name}`` is filled in by the page."""

from django.utils.translation import gettext as _


def call_words() -> dict[str, str]:
    return {
        "joined": _("{name} has joined."),
        "left": _("{name} has left."),
        "waits": _("{name} waits to be let in."),
        "raised": _("{name} raises a hand."),
        "wrote": _("{name} has written a message."),
        "shares": _("{name} shares the screen."),
        "you": _("{name} (you)"),
        "host": _("Host"),
        "guest": _("Guest"),
        "mute": _("Mute {name}"),
        "unmute": _("Let {name} speak"),
        "remove": _("Remove {name}"),
        "sure_remove": _("Remove {name} from the call? They cannot come back."),
        "sure_close": _("End the call for everybody?"),
        "good": _("Good connection"),
        "fair": _("Fair connection"),
        "poor": _("Poor connection"),
        "off": _("None"),
        "unnamed": _("Device {number}"),
        "NotAllowedError": _(
            "Your browser keeps camera and microphone from this page. Allow them beside the address, or join without."
        ),
        "NotFoundError": _("No camera or microphone was found. You can join, see and hear without."),
        "NotReadableError": _("Another program is using the camera or the microphone. Close it, or join without."),
        "insecure": _("Browsers give camera and microphone to secure pages (https) alone. You can join without."),
        "left_now": _("You can come back as long as the call is open."),
        "removed": _("A host has removed you from this call."),
        "closed": _("A host has ended the call."),
        "elsewhere": _("You have joined from another window or device."),
        "unreachable": _("The server cannot be reached. Look at your network, then try again."),
    }
