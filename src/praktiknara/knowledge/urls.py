"""Addresses of the knowledge bank."""

from django.urls import path

from .views import bank, output, publishing

HERE = "kunskapsbank/<slug:slug>/"

urlpatterns = [
    path("kunskapsbank/", bank.front, name="knowledge"),
    path("kunskapsbank/alla/", bank.index, name="outputs"),
    path("kunskapsbank/nytt.xml", bank.feed, name="knowledge_feed"),
    path("kunskapsbank/tema/<slug:slug>/", bank.theme, name="theme"),
    path("kunskapsbank/tema/<slug:slug>/nytt.xml", bank.theme_feed, name="theme_feed"),
    path("kunskapsbank/brattom/", bank.hurry, name="hurry"),
    path("kunskapsbank/brattom/<slug:slug>/", bank.wonder, name="hurry_wonder"),
    path("kunskapsbank/brattom/<slug:slug>/<slug:question>/", bank.answer, name="hurry_answer"),
    path("kunskapsbank/utfall/<slug:which>/", bank.findings, name="findings"),
    path("kunskapsbank/publicera/<int:pk>/", publishing.publish_report, name="publish_report"),
    path(HERE, output.page, name="output"),
    path(HERE + "hanvisning.bib", output.reference, {"ending": "bib"}, name="output_bibtex"),
    path(HERE + "hanvisning.ris", output.reference, {"ending": "ris"}, name="output_ris"),
    path(HERE + "beskrivning.jsonld", output.described, name="output_described"),
    path(HERE + "resultat.pdf", output.as_pdf, name="output_pdf"),
    path(HERE + "fil/<int:pk>/", output.original, name="output_original"),
    path(HERE + "version/<int:number>/", output.version, name="output_version"),
    path(HERE + "publicera/", publishing.publish_output, name="publish_output"),
    path(HERE + "ta-bort/", publishing.withdraw, name="withdraw_output"),
]
