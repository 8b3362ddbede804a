"""Addresses of the step."""

from django.urls import path

from . import views

urlpatterns = [path("arenden/", views.index, name="cases")]
