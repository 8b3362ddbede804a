"""`python -m praktiknara COMMAND`: the management commands, which end with 0 (done), 1 (refused, one sentence) or 2 (wrong usage)."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import ManagementUtility, get_commands
from django.core.management.base import BaseCommand, CommandError, handle_default_options
from django.db import OperationalError, ProgrammingError, connection, connections
from django.db.migrations.executor import MigrationExecutor


def migrations_are_waiting() -> bool:
    """Does the code know tables that the database does not have yet?"""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def run(name: str, arguments: list[str]) -> None:
    """Run one command as Django does, but with a refusal told as its bare sentence."""
    command: BaseCommand = ManagementUtility(["praktiknara", name]).fetch_command(name)
    command._called_from_command_line = True  # type: ignore[attr-defined]  # argparse then ends with status 2 and its usage
    parsed = command.create_parser("praktiknara", name).parse_args(arguments)
    handle_default_options(parsed)
    options = vars(parsed)
    positional = options.pop("args", ())
    try:
        command.execute(*positional, **options)
    except CommandError as refusal:
        if options.get("traceback"):
            raise
        print(refusal, file=sys.stderr)
        sys.exit(refusal.returncode)
    except (OperationalError, ProgrammingError):
        if not migrations_are_waiting():
            raise
        print(
            "Databasens tabeller är inte i ordning: kör ./run manage migrate",
            "The tables of the database are not in order: run ./run manage migrate",
            sep="\n",
            file=sys.stderr,
        )
        sys.exit(1)
    finally:
        connections.close_all()


def main() -> None:
    """Read the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktiknara.settings")
    name, *arguments = sys.argv[1:] or ["help"]
    if name in {"help", "--help", "-h", "--version"}:
        ManagementUtility(["praktiknara", *sys.argv[1:]]).execute()
        return
    try:
        import django

        django.setup()
        known = name in get_commands()
    except ImproperlyConfigured as fault:
        print(fault, file=sys.stderr)
        sys.exit(1)
    if not known:
        print(
            f"Kommandot {name} finns inte. / There is no command {name}. ./run manage help", file=sys.stderr
        )
        sys.exit(2)
    try:
        run(name, arguments)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
