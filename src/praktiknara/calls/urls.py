"""Addresses of the step."""

from django.urls import path

from . import views

urlpatterns = [path("utlysningar/", views.index, name="calls")]
