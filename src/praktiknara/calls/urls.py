"""Addresses of calls."""

from django.urls import path

from . import views

urlpatterns = [
    path("utlysningar/", views.index, name="calls"),
    path("utlysningar/<slug:slug>/", views.call_page, name="call"),
    path("utlysningar/<slug:slug>/kopiera/", views.copy_call, name="copy_call"),
    path("utlysningar/<slug:slug>/andra/", views.edit_call, name="edit_call"),
    *(
        path(f"utlysningar/<slug:slug>/{word}/", views.move_call, {"verb": name}, name=name)
        for word, name in (
            ("oppna", "open_call"),
            ("stang", "close_call"),
            ("oppna-igen", "reopen_call"),
            ("lat-vila", "rest_call"),
            ("avsluta", "end_call"),
        )
    ),
]
