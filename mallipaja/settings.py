"""Settings from the environment, read once where a process starts."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""The project folder: definitions, pages and locale lie beside the package."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How one installation runs.

    Attributes
    ----------
    database_url : SQLAlchemy address; SQLite in ``data_folder`` unless ``MALLIPAJA_DATABASE_URL`` names PostgreSQL.
    data_folder : database, backups and logs of the embedded default (``MALLIPAJA_DATA``).
    definitions : folder that holds ``survey_templates/``, ``municipalities/``, ``operating_models/``, ``reference_data/``.
    public_address : the address people open, used in invitation links (``MALLIPAJA_ADDRESS``); "" = as served.
    contact : e-mail address for questions and accessibility feedback (``MALLIPAJA_CONTACT``); "" = the form only.
    mail_server : where invitations and reminders are handed over (``MALLIPAJA_SMTP``, for example
        ``smtp://user:password@mail.example.fi:587``); "" = letters are copied and sent by hand.
    mail_from : the sender of the letters (``MALLIPAJA_MAIL_FROM``).
    secure_cookies : cookies only over HTTPS; on when the public address is https.
    """

    database_url: str
    data_folder: Path
    definitions: Path
    public_address: str
    contact: str = ""
    mail_server: str = field(default="", repr=False)
    mail_from: str = ""

    @property
    def secure_cookies(self) -> bool:
        return self.public_address.startswith("https://")


def read_settings() -> Settings:
    """Settings of this process, from environment variables that start with ``MALLIPAJA_``."""
    data = Path(os.environ.get("MALLIPAJA_DATA") or ROOT / "data").resolve()
    url = os.environ.get("MALLIPAJA_DATABASE_URL") or f"sqlite:///{data / 'mallipaja.sqlite3'}"
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    definitions = Path(os.environ.get("MALLIPAJA_DEFINITIONS") or ROOT).resolve()
    address = (os.environ.get("MALLIPAJA_ADDRESS") or "").rstrip("/")
    contact, server, sender = (
        (os.environ.get(f"MALLIPAJA_{name}") or "").strip() for name in ("CONTACT", "SMTP", "MAIL_FROM")
    )
    return Settings(url, data, definitions, address, contact, server, sender)


def wanted_smallest_group() -> int:
    """The smallest group whose opinions this installation shows (``MALLIPAJA_SMALLEST_GROUP``); 0 when it does not say.

    It can only be larger than what respondents are told (`mallipaja.survey.suppression.smallest_group`).
    """
    said = (os.environ.get("MALLIPAJA_SMALLEST_GROUP") or "").strip()
    return int(said) if said.isdecimal() else 0
