"""Sara follows a search: her list, one mail when something new has come, a feed that tells only what is public."""

from datetime import timedelta

from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.reading import told

from praktiknara.knowledge.choices import OutputStatus
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.search.actions.keeping import catch_up
from praktiknara.search.actions.saved import tell_followers
from praktiknara.search.models import SavedSearch


def output(title: str, status: str = OutputStatus.PUBLISHED) -> KnowledgeOutput:
    return KnowledgeOutput.objects.create(title=title, status=status)


def saved_by(client, user, query: str) -> SavedSearch:
    client.force_login(user)
    answer = client.post(f"{reverse('save_search')}?{query}", {"name": "Mina barn", "mail": "on"})
    assert answer.status_code == 302
    return SavedSearch.objects.get(user=user)


def test_a_saved_search_stands_in_her_list_and_in_nobody_elses(client, sara, farid):
    saved = saved_by(client, sara, "q=barn&slag=kunskap&sida=3")

    assert saved.get_absolute_url() == "/sok/?q=barn&slag=kunskap"
    assert "Mina barn" in told(client.get(reverse("saved_searches")))
    client.force_login(farid)
    assert "Mina barn" not in told(client.get(reverse("saved_searches")))
    assert client.post(reverse("forget_search", args=[saved.pk])).status_code == 404
    client.force_login(sara)
    assert client.post(reverse("forget_search", args=[saved.pk])).status_code == 302
    assert SavedSearch.objects.count() == 0


def test_she_is_told_once_of_what_is_new_and_that_she_may_see(
    client, sara, django_capture_on_commit_callbacks, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    output("Barn förr")
    catch_up()
    saved_by(client, sara, "q=barn")
    output("Barn nu")
    output("Barn i utkast", OutputStatus.DRAFT)
    output("Vuxna")
    catch_up()
    now = timezone.now()

    with django_capture_on_commit_callbacks(execute=True):
        assert tell_followers(now) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert tell_followers(now + timedelta(minutes=1)) == 0

    [sent] = mail.outbox
    assert sent.to == ["sara@exempel.se"]
    assert sent.subject == "Mina barn: en ny träff"
    assert "Barn nu" in sent.body
    assert all(title not in sent.body for title in ("Barn förr", "Barn i utkast", "Vuxna"))


def test_the_worker_is_asked_once_to_tell_in_the_morning(client, sara):
    saved_by(client, sara, "q=barn")
    saved_by(client, sara, "q=barn")

    [planned] = DBTaskResult.objects.all()
    assert planned.run_after > timezone.now()
    assert client.get(reverse("health")).status_code == 200


def test_the_feed_tells_only_what_is_public_and_only_by_its_secret(client, fou):
    saved = saved_by(client, fou, "q=barn")
    output("Barn nu")
    output("Barn i utkast", OutputStatus.DRAFT)
    catch_up()
    client.logout()

    feed = client.get(reverse("search_feed", args=[saved.token])).text

    assert "Barn nu" in feed
    assert "Barn i utkast" not in feed
    assert client.get(reverse("search_feed", args=["gissning"])).status_code == 404
