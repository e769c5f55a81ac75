"""The checkers of JSON Schema that the payloads are compared with, in an environment of their own."""

import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent / ".build/checkers"


def python():
    """The interpreter that has check-jsonschema and jsonschema-rs, which are installed when missing."""
    interpreter = HOME / "bin/python"
    if not interpreter.exists():
        subprocess.run([sys.executable, "-m", "venv", HOME], check=True, stdout=sys.stderr)
    ask = [interpreter, "-c", "import check_jsonschema, jsonschema_rs"]
    if subprocess.run(ask, capture_output=True, check=False).returncode != 0:
        subprocess.run([interpreter, "-m", "pip", "install", "--quiet", "check-jsonschema",
                        "jsonschema-rs"], check=True, stdout=sys.stderr)
    return interpreter


def versions():
    """Their names with their versions."""
    code = ("from importlib.metadata import version as v; "
            "print('check-jsonschema', v('check-jsonschema'), 'jsonschema-rs', v('jsonschema-rs'))")
    return subprocess.run([python(), "-c", code], capture_output=True, text=True,
                          check=True).stdout.split()
