"""A network of one's own, which has nothing but a loopback interface that carries public addresses.

What runs in it reaches nothing else, so that a release can be tried unchanged."""

import subprocess
import sys

QUIET = {"stderr": subprocess.DEVNULL}


def run(*words, **options):
    """The standard output of a command that must succeed."""
    return subprocess.run(
        [str(word) for word in words], check=True, text=True, stdout=subprocess.PIPE, **options
    ).stdout.strip()


def is_allowed():
    """Whether this machine lets anybody have such a network."""
    return subprocess.run(["unshare", "-rmn", "true"], check=False, **QUIET).returncode == 0


def enter(*words):
    """Runs a command in a new one and returns its exit code."""
    words = [str(word) for word in words]
    return subprocess.run(["unshare", "-rmn", *words], check=False).returncode


def set_up(addresses, names, folder):
    """Gives loopback these addresses, and names their own; makes sure that there is nothing else."""
    interfaces = [line.split(":")[1].strip() for line in run("ip", "-o", "link").splitlines()]
    if interfaces != ["lo"]:
        sys.exit(f"the network has more than a loopback: {interfaces}")
    run("ip", "link", "set", "lo", "up")
    for address in addresses:
        run("ip", "address", "add", f"{address}/32", "dev", "lo")
    hosts = folder / "hosts"
    hosts.write_text("".join(f"{address} {name}\n" for name, all in names.items() for address in all))
    run("mount", "--bind", hosts, "/etc/hosts")


def certificates(folder, names, addresses):
    """Makes a root and a certificate for names and addresses: the paths of root, chain and key."""
    root, root_key = folder / "root.pem", folder / "root.key"
    chain, key, request = folder / "host.pem", folder / "host.key", folder / "host.csr"
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", root_key, "-out", root,
        "-days", "2", "-subj", "/CN=Test root", **QUIET)
    run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", request,
        "-subj", "/CN=images.example.org", **QUIET)
    alternatives = [f"DNS:{name}" for name in names] + [f"IP:{address}" for address in addresses]
    extensions = folder / "extensions"
    extensions.write_text(f"subjectAltName={','.join(alternatives)}\n")
    run("openssl", "x509", "-req", "-in", request, "-CA", root, "-CAkey", root_key, "-days", "2",
        "-CAcreateserial", "-extfile", extensions, "-out", chain, **QUIET)
    return root, chain, key
