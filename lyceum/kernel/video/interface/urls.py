from django.urls import path

from lyceum.kernel.video.interface import pages

app_name = "video"
urlpatterns = [path("calls/<slug:code>/", pages.call, name="call")]
