"""What the owner of the site fills in."""

from __future__ import annotations

from microsite.source.model import Model
from microsite.source.text import Contact, Date, Line, Plain, WebAddress


class Licence(Model):
    """The licence of texts and sheets."""

    name: Line
    url: WebAddress


class Settings(Model):
    """What the owner fills in; a release refuses what is empty."""

    licence: Licence
    publisher: Plain
    newsletter: WebAddress | None = None
    therapy: WebAddress | None = None
    training: WebAddress | None = None
    report_error: Contact | None = None
    security_contact: Contact | None = None
    security_expires: Date | None = None
