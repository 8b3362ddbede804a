"""Addresses of the step."""

from django.urls import path

from . import views

urlpatterns = [path("plan/", views.index, name="plans")]
