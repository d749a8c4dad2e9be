from django.urls import URLPattern, URLResolver, path

from lyceum.kernel.operations.interface import pages

app_name = "operations"
urlpatterns: list[URLPattern | URLResolver] = [
    path("metrics", pages.metrics, name="metrics"),
    path("operations/", pages.health, name="health"),
    path("operations/jobs/", pages.jobs, name="jobs"),
    path("operations/jobs/<int:job_id>/", pages.job, name="job"),
    path("operations/jobs/<int:job_id>/run/", pages.run, name="run"),
    path("operations/jobs/<int:job_id>/cancellation/", pages.cancellation, name="cancellation"),
    path("operations/flags/", pages.flags, name="flags"),
    path("operations/flags/new/", pages.flag, name="new_flag"),
    path("operations/flags/<slug:code>/", pages.flag, name="flag"),
    path("operations/flags/<slug:code>/removal/", pages.flag_removal, name="flag_removal"),
]
