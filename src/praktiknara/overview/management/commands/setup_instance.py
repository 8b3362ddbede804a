"""`setup_instance`: fills an empty instance with history and demo, or asks for its first administrator."""

import os
import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from praktiknara.calls.models import Call
from praktiknara.overview.actions.accounts import ACCOUNTS, PASSWORD, make_administrator, make_demo_accounts
from praktiknara.overview.actions.bank import fill_bank
from praktiknara.overview.actions.rounds import make_example_rounds
from praktiknara.people.choices import Origin
from praktiknara.people.models import User
from praktiknara.people.queries import demo_users
from praktiknara.projects.models import Project
from praktiknara.search.actions.keeping import prepare


class Command(BaseCommand):
    help = "Fyller en tom instans: historik och demo, eller den första administratören."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--empty", action="store_true", help="varken historik eller demo")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["empty"] or not settings.DEMO:
            self.first_administrator()
        else:
            self.demo()
        prepare()

    def demo(self) -> None:
        """History, accounts and example rounds, each made once; never in an instance with users of its own."""
        if User.objects.exists() and not demo_users().exists():
            self.stdout.write("Instansen har egna användare. Demon läggs inte till.")
            return
        if not Project.objects.filter(origin=Origin.HISTORY).exists():
            self.stderr.write("Läser in Stockholms historik …")
            call_command("load_history", stdout=self.stderr)
        fill_bank()
        if not User.objects.filter(username="fou").exists():
            make_demo_accounts()
        if not Call.objects.filter(origin=Origin.EXAMPLE).exists():
            self.stderr.write("Gör exempel att prova på …")
            make_example_rounds()
        names = ", ".join(username for username, *_rest in ACCOUNTS)
        self.stdout.write(f"Demokonton (lösenord {PASSWORD}): {names}")

    def first_administrator(self) -> None:
        """Take the first administrator from the environment, or ask for her at the terminal."""
        if User.objects.filter(is_superuser=True).exists():
            return
        email = os.environ.get("PRAKTIKNARA_ADMIN_EMAIL", "").strip()
        password = os.environ.get("PRAKTIKNARA_ADMIN_PASSWORD", "")
        if not email and sys.stdin.isatty():
            email = input("E-postadress för den första administratören: ").strip()
            password = getpass("Lösenord (minst 8 tecken): ")
        if not email or not password:
            raise CommandError(
                "Ange den första administratören: PRAKTIKNARA_ADMIN_EMAIL och PRAKTIKNARA_ADMIN_PASSWORD."
            )
        try:
            validate_email(email)
            validate_password(password)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        make_administrator(email, password)
        self.stdout.write(f"Administratör: {email}")
