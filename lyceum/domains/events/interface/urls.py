"""Addresses inside an organisation: /{organisation}/events/… for the public, …/organise/… for its organisers."""

from django.urls import URLPattern

app_name = "events"
urlpatterns: list[URLPattern] = []
