from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import PersonalRecords, PrivacyClass

_C = PrivacyClass
_ROW = "id created_at organisation"


def _technical(names: str) -> dict[str, PrivacyClass]:
    return dict.fromkeys(f"{_ROW} {names}".split(), _C.TECHNICAL)


def _content(names: str) -> dict[str, PrivacyClass]:
    return dict.fromkeys(names.split(), _C.CONTENT)


def _impersonal(names: str) -> dict[str, PrivacyClass]:
    return dict.fromkeys(f"{_ROW} {names}".split(), _C.NONE)


_BELONGS = _("What teachers make belongs to the school; it no longer says who made it.")

RECORDS = [
    PersonalRecords(
        "learning.Path",
        _technical("author subject level language status audience begins_on ends_on policy edition activated_at")
        | _content("name objectives"),
        owner="author",
        on_erasure="keep",
        kept_because=_BELONGS,
        what=_("Learning paths that you made. They stay, without your name."),
    ),
    PersonalRecords(
        "learning.PathTeacher", _technical("path person"), owner="person", what=_("The paths you teach with.")
    ),
    PersonalRecords("learning.Source", _impersonal("path document position drafted_version")),
    PersonalRecords(
        "learning.Step",
        _impersonal(
            "path position title objective body opens_on pass_mark requires document first_page last_page edition"
        ),
    ),
    PersonalRecords(
        "learning.Item",
        _technical("step position kind state origin edition document version page start end worth")
        | _technical("accepted_by accepted_at")
        | _content("content quote"),
        owner="accepted_by",
        on_erasure="keep",
        kept_because=_BELONGS,
        what=_("Questions that you accepted. They stay, without your name."),
    ),
    PersonalRecords("learning.Exam", _impersonal("path title held_on weight steps")),
    PersonalRecords(
        "learning.Learner",
        _technical("person daily_minutes new_per_day parameters fitted_at fitted_on log_loss")
        | _content("goals needs"),
        owner="person",
        what=_("How you learn: your goals, your needs, and what your answers say of your memory."),
    ),
    PersonalRecords(
        "learning.Memory",
        _technical("person item path step stability difficulty reviewed_at due_on phase exam_on exam_recall")
        | _technical("reviews lapses last_right"),
        owner="person",
        what=_("What you remember of each question, and when it comes back."),
    ),
    PersonalRecords(
        "learning.Revision",
        _technical("person path step ended_at planned answered right score seconds"),
        owner="person",
        what=_("Your revisions and their results."),
    ),
    PersonalRecords(
        "learning.Review",
        _technical("revision person item fraction is_right rating hints seconds recall model answered_at")
        | _content("given"),
        owner="person",
        what=_("Every answer you gave."),
    ),
    PersonalRecords(
        "learning.Exchange",
        _technical("person path step item outcome complexity parts coverage provider milliseconds passed_on_at")
        | _technical("replied_by replied_at")
        | _content("question answer citations reply"),
        owner="person",
        what=_("Your questions to the tutor and its answers."),
    ),
]
