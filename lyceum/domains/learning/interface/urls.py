from django.urls import path

from lyceum.domains.learning.interface import (
    class_pages,
    editor_pages,
    exam_pages,
    item_pages,
    pages,
    review_pages,
    revision_pages,
    source_pages,
)
from lyceum.domains.learning.interface.exchange_urls import exchange_urls
from lyceum.domains.learning.interface.student_urls import student_urls

app_name = "learning"
_ONE = "learning/<uuid:path_id>/"
_STEP = f"{_ONE}steps/<uuid:step_id>/"
urlpatterns = [
    path("learning/", pages.paths, name="paths"),
    path("learning/new/", editor_pages.new, name="new"),
    path("learning/revisions/<uuid:revision_id>/", revision_pages.revision, name="revision"),
    path(_ONE, pages.path, name="path"),
    path(f"{_ONE}revision/", revision_pages.beginning, name="beginning"),
    path(f"{_ONE}editor/", editor_pages.editor, name="editor"),
    path(f"{_ONE}text/", editor_pages.text, name="text"),
    path(f"{_ONE}activation/", editor_pages.activation, name="activation"),
    path(f"{_ONE}archive/", editor_pages.archive, name="archive"),
    path(f"{_ONE}class/", class_pages.students, name="class"),
    path(f"{_ONE}class/<uuid:person_id>/", class_pages.student, name="student"),
    path(f"{_ONE}checklist/", editor_pages.checklist, name="checklist"),
    path(f"{_ONE}documents/", source_pages.sources, name="sources"),
    path(f"{_ONE}documents/kept/", source_pages.kept_source, name="kept_source"),
    path(f"{_ONE}documents/<uuid:document_id>/version/", source_pages.source_version, name="source_version"),
    path(f"{_ONE}documents/<uuid:document_id>/removal/", source_pages.source_removal, name="source_removal"),
    path(f"{_ONE}exams/", exam_pages.exam, name="exam"),
    path(f"{_ONE}exams/<uuid:exam_id>/removal/", exam_pages.exam_removal, name="exam_removal"),
    path(f"{_ONE}teachers/", exam_pages.teachers, name="teachers"),
    path(f"{_ONE}policy/", exam_pages.policy, name="policy"),
    path(f"{_ONE}review/", review_pages.review, name="review"),
    path(f"{_ONE}review/decision/", review_pages.decision, name="decision"),
    path(f"{_ONE}review/undoing/", review_pages.undoing, name="undoing"),
    path(f"{_ONE}items/<uuid:item_id>/", item_pages.item, name="item"),
    path(f"{_ONE}items/<uuid:item_id>/withdrawal/", item_pages.withdrawal, name="item_withdrawal"),
    path(f"{_ONE}steps/", editor_pages.order, name="order"),
    path(f"{_ONE}steps/new/", editor_pages.new_step, name="new_step"),
    path(f"{_STEP}text/", editor_pages.step_text, name="step_text"),
    path(f"{_STEP}items/", item_pages.items, name="items"),
    path(f"{_STEP}items/new/", item_pages.new_item, name="new_item"),
    path(f"{_STEP}removal/", editor_pages.step_removal, name="step_removal"),
    *student_urls,
    *exchange_urls,
]
