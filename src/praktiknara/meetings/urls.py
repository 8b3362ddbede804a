"""The address of meetings."""

from django.urls import path

from . import views

urlpatterns = [path("moten/", views.meetings, name="meetings")]
