from django.urls import URLPattern, URLResolver, path

from lyceum.kernel.operations.interface import organisation_pages, pages, people_pages

app_name = "operations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("metrics", pages.metrics, name="metrics"),
    path("operations/", pages.health, name="health"),
    path("operations/jobs/", pages.jobs, name="jobs"),
    path("operations/jobs/<int:job_id>/", pages.job, name="job"),
    path("operations/jobs/<int:job_id>/run/", pages.run, name="run"),
    path("operations/jobs/<int:job_id>/cancellation/", pages.cancellation, name="cancellation"),
    path("operations/organisations/", organisation_pages.organisations, name="organisations"),
    path("operations/organisations/<uuid:organisation_id>/", organisation_pages.organisation, name="organisation"),
    path(
        "operations/organisations/<uuid:organisation_id>/suspension/", organisation_pages.suspension, name="suspension"
    ),
    path(
        "operations/organisations/<uuid:organisation_id>/restoration/",
        organisation_pages.restoration,
        name="restoration",
    ),
    path("operations/people/", people_pages.people, name="people"),
    path("operations/people/<uuid:person_id>/suspension/", people_pages.person_suspension, name="person_suspension"),
    path("operations/flags/", pages.flags, name="flags"),
    path("operations/flags/new/", pages.flag, name="new_flag"),
    path("operations/flags/<slug:code>/", pages.flag, name="flag"),
    path("operations/flags/<slug:code>/removal/", pages.flag_removal, name="flag_removal"),
]
