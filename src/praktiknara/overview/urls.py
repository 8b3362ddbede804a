"""Addresses of the pages that look along the whole chain."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("min-dag/", views.my_day, name="my_day"),
    path("projekt/", views.home, name="projects"),
]
