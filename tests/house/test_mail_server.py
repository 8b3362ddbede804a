"""Where mail goes is one address, read whole."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from praktiknara.settings import mail_server


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "password", "ssl", "tls"),
    [
        ("", "localhost", 25, "", "", False, False),
        ("smtp://post.exempelkommun.se", "post.exempelkommun.se", 25, "", "", False, False),
        ("smtp://fou:l%40s@post.exempelkommun.se", "post.exempelkommun.se", 587, "fou", "l@s", False, True),
        ("smtps://fou:hemligt@post.exempelkommun.se:4465", "post.exempelkommun.se", 4465, "fou", "hemligt", True, False),
    ],
)  # fmt: skip  # a table reads best as one
def test_the_address_says_server_port_login_and_protection(url, host, port, user, password, ssl, tls):
    read = mail_server(url)

    assert read == {
        "EMAIL_HOST": host,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_SSL": ssl,
        "EMAIL_USE_TLS": tls,
        "EMAIL_TIMEOUT": 20,
    }


@pytest.mark.parametrize("url", ["post.exempelkommun.se", "http://post.exempelkommun.se", "smtp://"])
def test_another_kind_of_address_stops_the_start(url):
    with pytest.raises(ImproperlyConfigured, match="PRAKTIKNARA_EMAIL_URL"):
        mail_server(url)
