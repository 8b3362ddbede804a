"""Addresses of the search."""

from django.urls import path

from . import views

urlpatterns = [
    path("sok/", views.search, name="search"),
    path("sok/forslag/", views.suggest, name="search_suggestions"),
    path("sok/lista.csv", views.hits_csv, name="search_csv"),
    path("sok/lista.xlsx", views.hits_excel, name="search_excel"),
    path("sok/liknande/<slug:kind>/<int:pk>/", views.alike, name="similar"),
    path("sok/sparade/", views.saved, name="saved_searches"),
    path("sok/spara/", views.save, name="save_search"),
    path("sok/sparade/<int:pk>/ta-bort/", views.forget, name="forget_search"),
    path("sok/sparade/<int:pk>/mejl/", views.mail, name="mail_search"),
    path("sok/flode/<str:token>/", views.feed, name="search_feed"),
]
