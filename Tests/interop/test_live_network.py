"""The way to a gateway: certificates, proxies, and the library that goes it."""

import os
import shutil
import sys

import pytest

from gateway import ReferenceGateway
from network import Authority, Proxy
from test_live_gateway import Program


@pytest.fixture
def authority(tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("no openssl to make certificates with")
    return Authority(tmp_path / "authority")


@pytest.fixture
def gateway(authority):
    """A gateway called localhost, and gateway.test behind a proxy, by a certificate of one's own authority."""
    with ReferenceGateway(context=authority.context("DNS:localhost,DNS:gateway.test")) as gateway:
        yield gateway


class Encrypted(Program):
    def __init__(self, place, gateway, host, environment=None):
        super().__init__(place, gateway, environment)
        self.environment["MODELGATES_GATEWAY"] = f"https://{host}:{gateway.port}/api/v1"


@pytest.fixture(params=["flag", "environment", "configuration"])
def trust(request, place, authority):
    """Names the authority's file in each of the three ways: more arguments, and more variables."""
    if request.param == "flag":
        return ["--ca-file", str(authority.file)], {}
    if request.param == "environment":
        return [], {"SSL_CERT_FILE": str(authority.file)}
    folder = place.home / ".config/modelgates"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(f'{{"ca_file": "{authority.file}"}}')
    return [], {}


def test_authority_of_ones_own_is_trusted_when_it_is_named(place, gateway, trust):
    arguments, environment = trust
    status, envelope = Encrypted(place, gateway, "localhost", environment).run("credits", *arguments)
    assert status == 0 and envelope["meta"]["gateway"] == f"localhost:{gateway.port}"


def refused(user, gateway, *arguments):
    """Nothing was sent: neither the request nor the key in it."""
    status, error = user.fail("credits", *arguments)
    assert (status, error["code"], error["retryable"]) == (6, "gateway_unavailable", False)
    assert gateway.requests == []
    return error


def test_unknown_authority_is_refused(place, gateway):
    error = refused(Encrypted(place, gateway, "localhost"), gateway)
    assert "certificate" in error["message"] and "--ca-file" in error["hint"]


def test_certificate_for_another_name_is_refused(place, gateway, authority):
    refused(Encrypted(place, gateway, "127.0.0.1"), gateway, "--ca-file", str(authority.file))


def test_expired_certificate_is_refused(place, authority):
    with ReferenceGateway(context=authority.context("DNS:localhost", days="-1")) as gateway:
        refused(Encrypted(place, gateway, "localhost"), gateway, "--ca-file", str(authority.file))


@pytest.mark.parametrize("file", ["missing.pem", "empty.pem"])
def test_authorities_that_cannot_be_read_are_no_reason_to_trust(place, gateway, file):
    (place.project / "empty.pem").write_text("")
    error = refused(Encrypted(place, gateway, "localhost"), gateway, "--ca-file", file)
    assert "certificate" in error["message"]


def test_server_without_tls_gets_no_request(place):
    with ReferenceGateway() as plain:
        status, error = Encrypted(place, plain, "localhost").fail("credits")
        assert (status, error["code"]) == (6, "gateway_unavailable") and plain.requests == []


def test_redirect_to_plain_http_is_refused(place, gateway, authority):
    with ReferenceGateway() as plain:
        gateway.script((302, {"Location": plain.address + "/credits"}, b""))
        _, error = Encrypted(place, gateway, "localhost").fail("credits", "--ca-file", str(authority.file))
        assert error["code"] == "invalid_response" and plain.requests == []


@pytest.mark.parametrize("address", ["http://gateway.test/api/v1", "http://127.0.0.1.gateway.test", "ftp://gateway.test"])
def test_address_that_is_not_encrypted_is_refused_at_once(place, gateway, address):
    user = Program(place, gateway, {"MODELGATES_GATEWAY": address})
    status, error = user.fail("status")
    assert (status, error["code"]) == (2, "usage") and "https://" in error["message"]


# Proxies.


def through(place, gateway, authority, proxy, more=None):
    return Encrypted(
        place, gateway, "gateway.test",
        {"HTTPS_PROXY": proxy.address, "SSL_CERT_FILE": str(authority.file)} | (more or {}),
    )


def test_proxy_of_the_environment_is_used_and_learns_nothing(place, gateway, authority):
    with Proxy(gateway.port) as proxy:
        user = through(place, gateway, authority, proxy)
        status, envelope = user.run("add", "modelgates/api")
        assert status == 0, envelope
        assert len(gateway.keys) == 1
        for head in proxy.heads:
            assert head.startswith(f"CONNECT gateway.test:{gateway.port} HTTP/1.1\r\n")
            assert gateway.management_key not in head and "uthorization" not in head


def test_proxy_that_refuses_is_said_so_and_nothing_was_sent(place, gateway, authority):
    with Proxy(gateway.port, refusal=403) as proxy:
        status, error = through(place, gateway, authority, proxy).fail("credits")
        assert (status, error["code"]) == (6, "gateway_unavailable") and "HTTPS_PROXY" in error["hint"]
        assert "the proxy refuses to connect to gateway.test (status 403)" in error["message"]
        assert len(proxy.heads) == 3 and gateway.requests == []


def test_proxys_password_is_never_said(place, gateway, authority):
    with Proxy(gateway.port, refusal=407) as proxy:
        secret = {"HTTPS_PROXY": proxy.address.replace("http://", "http://me:hush-hush@")}
        user = through(place, gateway, authority, proxy, secret)
        user.fail("credits")
        assert "hush" not in user.said and "Proxy-Authorization: Basic" in proxy.heads[0]


def test_hosts_without_proxy_are_reached_directly(place, gateway, authority):
    with Proxy(gateway.port) as proxy:
        status, error = through(place, gateway, authority, proxy, {"NO_PROXY": "gateway.test"}).fail("credits")
        assert status == 6 and "no computer named gateway.test is known" in error["message"]
        assert proxy.heads == []


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "http_proxy"])
def test_this_computer_is_reached_without_a_proxy(place, gateway, authority, variable):
    with Proxy(gateway.port) as proxy, ReferenceGateway() as plain:
        environment = {variable: proxy.address, "SSL_CERT_FILE": str(authority.file)}
        assert Encrypted(place, gateway, "localhost", environment).run("credits")[0] == 0
        assert Program(place, plain, environment).run("credits")[0] == 0
        assert proxy.heads == []


# The library.

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="part of the system elsewhere")


@linux
def test_missing_library_is_named_with_its_package(place, gateway, tmp_path):
    for name in ("libcurl.so.4", "libcurl-gnutls.so.4"):
        (tmp_path / name).write_bytes(b"no library")
    user = Encrypted(place, gateway, "localhost", {"LD_LIBRARY_PATH": path(tmp_path)})
    status, error = user.fail("credits")
    assert (status, error["code"], error["retryable"]) == (1, "missing_library", False)
    assert "libcurl.so.4" in error["message"] and "libcurl4" in error["message"]
    # What needs no gateway works without it.
    assert user.run("status")[0] == 0


@linux
def test_library_is_loaded_for_the_first_request_and_not_before(place, gateway):
    user = Encrypted(place, gateway, "localhost", {"LD_DEBUG": "files", "LD_DEBUG_OUTPUT": str(place.home / "loaded")})

    def loaded(*arguments):
        for file in place.home.glob("loaded*"):
            file.unlink()
        user.run(*arguments)
        return any("libcurl" in file.read_text() for file in place.home.glob("loaded*"))

    assert not loaded("status") and not loaded("services", "list")
    assert loaded("credits")


def path(folder):
    return os.pathsep.join(filter(None, [str(folder), os.environ.get("LD_LIBRARY_PATH")]))
