"""Addresses of papers."""

from django.urls import path

from . import views

urlpatterns = [
    path("handlingar/", views.index, name="papers"),
    path("handlingar/lamna-in/", views.hand_in, name="hand_in_papers"),
    path("handlingar/inlamnat/", views.deliveries, name="deliveries"),
    path("handlingar/inlamnat/<int:pk>/igen/", views.retry, name="retry_delivery"),
    path("handlingar/<slug:slug>/", views.paper_page, name="paper"),
    path("handlingar/<slug:slug>/original/", views.original, name="paper_original"),
    path("handlingar/<slug:slug>/lagningar/", views.repairs, name="paper_repairs"),
    path("handlingar/<slug:slug>/uppgifter/", views.describe, name="describe_paper"),
    path("handlingar/<slug:slug>/las-om/", views.read_again, name="read_paper_again"),
    path("handlingar/<slug:slug>/dra-tillbaka/", views.withdraw, name="withdraw_paper"),
    path("handlingar/<slug:slug>/lagg-ut/", views.restore, name="restore_paper"),
]
