"""Addresses of the step."""

from django.urls import path

from .views import cases, papers, ranking, work

urlpatterns = [
    path("arenden/", cases.index, name="cases"),
    path("arenden/rangordning/<slug:slug>/", ranking.ranking, name="ranking"),
    path("arenden/rangordning/<slug:slug>/lista.csv", ranking.ranking_csv, name="ranking_csv"),
    path("arenden/rangordning/<slug:slug>/lista.xlsx", ranking.ranking_excel, name="ranking_excel"),
    path("arenden/<slug:slug>/", cases.case_page, name="case"),
    path("arenden/<slug:slug>/bered/", work.prepare, name="prepare_case"),
    path("arenden/<slug:slug>/beslut/", work.decide, name="decide_case"),
    path("arenden/<slug:slug>/lamna/", cases.move, {"verb": "make_ready"}, name="make_case_ready"),
    path("arenden/<slug:slug>/ta-tillbaka/", cases.move, {"verb": "take_back"}, name="take_back_case"),
    path("arenden/<slug:slug>/skicka/", cases.move, {"verb": "dispatch"}, name="dispatch_case"),
    path("arenden/<slug:slug>/avsluta/", cases.move, {"verb": "close_case"}, name="close_case"),
    path(
        "arenden/<slug:slug>/tjansteutlatande.docx", papers.paper_file, {"ending": "docx"}, name="case_word"
    ),
    path("arenden/<slug:slug>/tjansteutlatande.pdf", papers.paper_file, {"ending": "pdf"}, name="case_pdf"),
    path("arenden/<slug:slug>/handlingar/<int:pk>/", papers.document, name="case_document"),
    path("arenden/<slug:slug>/bilaga/", papers.attach, name="attach_to_case"),
    path("arenden/<slug:slug>/brev/<int:pk>/", papers.letter, name="decision_letter"),
]
