"""What goes wrong on the API before or beyond its operations is said as they say it: in problem details."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.interface.rest import problem
from lyceum.kernel.foundation.rules.refusal import Refusal

Answer = Callable[[HttpRequest], HttpResponse]

_WORDS = {
    400: ("invalid", _("This request cannot be read.")),
    403: ("not_allowed", _("You do not have access to this.")),
    404: ("not_found", _("There is nothing at this address.")),
    405: ("method_not_allowed", _("This address does not answer to this method.")),
    500: ("internal", _("Something went wrong on our side. It has been recorded.")),
}


class ProblemsOnly:
    """An app that waits for JSON is not handed a page: of an unknown address, or of an accident of ours."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.answer(request)
        is_page = "json" not in answer.headers.get("Content-Type", "")
        if not (request.path_info.startswith("/api/") and answer.status_code in _WORDS and is_page):
            return answer
        code, words = _WORDS[answer.status_code]
        refusal = Refusal(words, code=code)
        refusal.status = answer.status_code
        said = problem(request, refusal)
        if "Allow" in answer:
            said["Allow"] = answer["Allow"]
        return said
