"""Addresses of the step."""

from django.urls import path

from . import views

urlpatterns = [
    path("arenden/", views.index, name="cases"),
    path("arenden/rangordning/<slug:slug>/", views.ranking, name="ranking"),
    path("arenden/rangordning/<slug:slug>/lista.csv", views.ranking_csv, name="ranking_csv"),
    path("arenden/rangordning/<slug:slug>/lista.xlsx", views.ranking_excel, name="ranking_excel"),
    path("arenden/<slug:slug>/", views.case_page, name="case"),
    path("arenden/<slug:slug>/bered/", views.prepare, name="prepare_case"),
    path("arenden/<slug:slug>/beslut/", views.decide, name="decide_case"),
    path("arenden/<slug:slug>/lamna/", views.move, {"verb": "make_ready"}, name="make_case_ready"),
    path("arenden/<slug:slug>/ta-tillbaka/", views.move, {"verb": "take_back"}, name="take_back_case"),
    path("arenden/<slug:slug>/skicka/", views.move, {"verb": "dispatch"}, name="dispatch_case"),
    path("arenden/<slug:slug>/avsluta/", views.move, {"verb": "close_case"}, name="close_case"),
    path("arenden/<slug:slug>/tjansteutlatande.docx", views.paper_file, {"ending": "docx"}, name="case_word"),
    path("arenden/<slug:slug>/tjansteutlatande.pdf", views.paper_file, {"ending": "pdf"}, name="case_pdf"),
    path("arenden/<slug:slug>/handlingar/<int:pk>/", views.document, name="case_document"),
    path("arenden/<slug:slug>/brev/<int:pk>/", views.letter, name="decision_letter"),
]
