"""`search QUERY`: what the search finds, as a visitor or as someone who signs in."""

import json
from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from praktiknara.people.models import User
from praktiknara.search.actions.keeping import catch_up
from praktiknara.search.queries.answer import answer


class Command(BaseCommand):
    help = "Söker i allt som en besökare, eller den som anges med --as, får se."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", metavar="QUERY")
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--as", dest="username", default="", metavar="USER")
        parser.add_argument("--json", action="store_true", dest="as_json", help="svara med JSON")

    def handle(
        self, *args: Any, query: str, limit: int, username: str, as_json: bool, **options: Any
    ) -> None:
        user = User.objects.filter(username=username, is_active=True).first() if username else None
        if username and user is None:
            raise CommandError(f"Det finns inget konto som heter {username}.")
        catch_up()  # what a command has just brought in is found, whether a worker runs or not
        begun = perf_counter()
        found = answer(query, user, max(limit, 0))
        took = round((perf_counter() - begun) * 1000, 1)
        if as_json:
            told = {"query": query, "total": found.total, "took_ms": took, "hits": found.hits}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        self.stdout.write(f"{found.total} träffar, {took} ms")
        for hit in found.hits:
            self.stdout.write(f"\n{hit['title']}  {hit['url']}\n  {hit['snippet']}")
