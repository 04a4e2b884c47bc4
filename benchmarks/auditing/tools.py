"""The two programs that npm has, fetched once into var/audit."""

import json
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "audit"
VERSIONS = {"vnu-jar": "26.9.27", "lighthouse": "12.8.2"}  # Lighthouse 13 asks for Node.js 22


def path_of(package):
    """The folder of a package, fetched where it is missing or of another version."""
    folder = FOLDER / "node_modules" / package
    described = folder / "package.json"
    if not described.is_file() or json.loads(described.read_text())["version"] != VERSIONS[package]:
        FOLDER.mkdir(parents=True, exist_ok=True)
        wanted = [f"{name}@{version}" for name, version in VERSIONS.items()]
        npm = [shutil.which("npm"), "install", "--silent", "--no-audit", "--no-fund"]
        subprocess.run([*npm, "--prefix", FOLDER, *wanted], check=True)
    return folder
