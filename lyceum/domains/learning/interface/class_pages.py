"""What a teacher sees of a class, and of one student."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lyceum.domains.learning.queries.classroom import classroom, student_in_depth
from lyceum.kernel.foundation.interface.doors import page
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import may

TEACHES = may("learning.teach")


@page(TEACHES)
def students(caller: Caller, request: HttpRequest, path_id: UUID) -> HttpResponse:
    found = classroom(caller, path_id)
    return render(request, "learning/class.html", {"room": found, "path": found.path})


@page(TEACHES)
def student(caller: Caller, request: HttpRequest, path_id: UUID, person_id: UUID) -> HttpResponse:
    found = student_in_depth(caller, path_id, person_id)
    return render(request, "learning/student.html", {"student": found, "path": found.path})
