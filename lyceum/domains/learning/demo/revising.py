"""The class revises: two months simulated, the last sittings through the actions themselves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any
from zlib import crc32

from django.utils import timezone

from lyceum.domains.learning.actions.answering import Answer, answer_items
from lyceum.domains.learning.actions.revision import begin_revision, end_revision
from lyceum.domains.learning.demo.answers import given_for
from lyceum.domains.learning.demo.building import steps_in_order
from lyceum.domains.learning.demo.history import Ahead, Gate, History, Question, Sitting, Way
from lyceum.domains.learning.demo.keeping import Told, identifier_at, keep, keep_learner
from lyceum.domains.learning.demo.pupil import pupil_of
from lyceum.domains.learning.demo.script import PathScript, SittingScript
from lyceum.domains.learning.models import Item, Learner, Path, Step
from lyceum.domains.learning.queries.asking import asked_in, family_of
from lyceum.domains.learning.queries.learner import day_of
from lyceum.domains.learning.queries.path import students_of
from lyceum.domains.learning.queries.steering import preferences_of
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.demo import at
from lyceum.kernel.foundation.rules.caller import Caller


def revise(cast: Any, script: PathScript, path: Path) -> None:
    teacher = cast.caller(script.teacher, script.slug)
    steps = steps_in_order(path)
    way = _way(path, steps)
    told = [_told(cast, script, path, way, member.person.name) for member in students_of(teacher, path)]
    with scope.entered(path.organisation_id):
        keep(path, steps, [each for each in told if each.sittings])


def sit_lately(cast: Any, script: PathScript, path: Path) -> None:
    for sitting in script.lately:
        with cast.acting(sitting.days, sitting.hour, 10):
            _sit(cast.caller(sitting.who, script.slug), script, path, sitting)


def _told(cast: Any, script: PathScript, path: Path, way: Way, name: str) -> Told:
    student = cast.caller(name, script.slug)
    pupil = pupil_of(name, script.pupils, script.name)
    history = History(pupil, way)
    kept = Learner.objects.within(student).own(student).first()
    if kept:  # on another path already: it is the same student
        history.pupil = replace(pupil, preferences=preferences_of(kept))
    sittings = list(_sittings(cast, script, student, history))
    each = Told(student, history, sittings)
    if sittings:
        keep_learner(path, each)
    return each


def _sittings(cast: Any, script: PathScript, student: Caller, history: History) -> Iterator[Sitting]:
    pupil = history.pupil
    for days_ago in range(script.opened - 1, max(pupil.script.ends, script.archived, 1) - 1, -1):
        if pupil.studies:
            began = cast.day(days_ago, 15 + pupil.chance.randrange(4), pupil.chance.randrange(60))
            sitting = history.sat(began, day_of(student, began))
            if sitting:
                yield sitting


def _way(path: Path, steps: list[Step]) -> Way:
    number_of = {step.id: number for number, step in enumerate(steps, 1)}
    rows = Item.objects.filter(step__path=path).accepted().order_by("step__position", "position", "id")
    chance = Random(crc32(path.name.encode()))  # noqa: S311 (a simulation, not a secret)
    questions = [
        Question(item.id, number_of[item.step_id], family_of(item), item.asks, chance.uniform(0.85, 1.1))
        for item in rows
    ]
    gates = {
        number_of[step.id]: Gate(tuple(number_of[one] for one in step.requires), step.pass_mark, step.opens_on)
        for step in steps
    }
    exams = [Ahead(exam.held_on, tuple(number_of[one] for one in exam.steps)) for exam in path.exams.all()]
    return Way(path.language, (path.activated_at or path.created_at).date(), questions, gates, exams)


def _sit(student: Caller, script: PathScript, path: Path, sitting: SittingScript) -> None:
    pupil = pupil_of(sitting.who, script.pupils, f"{path.name}, lately")
    if not asked_in(student, path):
        return  # all is settled: nobody is made to revise
    began = timezone.now()
    revision, asked = begin_revision(student, identifier_at(began), path.id)
    answers = []
    for number, one in enumerate(asked[: sitting.answers], 1):
        knows = pupil.chance.random() < pupil.script.first_right
        told = given_for(one.item.asks, path.language, pupil.chance, knows=knows)
        moment = began + timedelta(seconds=20 * number)
        answers.append(Answer(identifier_at(moment), one.item.id, told.given, 14, 0, moment, told.own_verdict))
    with at(began + timedelta(seconds=20 * len(answers) + 10)):
        answer_items(student, revision.id, answers)
        end_revision(student, revision.id)
