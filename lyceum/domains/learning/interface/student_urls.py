"""Addresses of the tutor, of its questions, and of how one learns; part of ``urls.py``."""

from django.urls import path

from lyceum.domains.learning.interface import learner_pages, tutor_pages

_ONE = "learning/<uuid:path_id>/"
student_urls = [
    path("learning/profile/", learner_pages.profile, name="profile"),
    path("learning/profile/forgetting/", learner_pages.forgetting, name="forgetting"),
    path(f"{_ONE}tutor/", tutor_pages.tutor, name="tutor"),
    path(f"{_ONE}tutor/<uuid:exchange_id>/passing-on/", tutor_pages.passing_on, name="passing_on"),
    path(f"{_ONE}questions/", tutor_pages.exchanges, name="exchanges"),
    path(f"{_ONE}questions/<uuid:exchange_id>/reply/", tutor_pages.replying, name="replying"),
]
