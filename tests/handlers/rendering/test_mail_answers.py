"""What a client's channel reads of mails: that there was one, and nothing that is in it."""

from dataclasses import replace

from ledger_samples import READER, task
from visible import plain

from handlers.rendering import mails
from handlers.understanding.mails.letter import Party

JANE = Party("jane@techblog.com", "Jane Doe")
CLIENT = replace(READER, client=True)


def test_a_client_reads_neither_addresses_nor_words_of_mails() -> None:
    why = "no mailbox jane@techblog.com here"
    asked = task(contact_name="Jane Doe", contact_email="jane@techblog.com")
    said = {
        "bounced": mails.bounced(CLIENT, "jane@techblog.com", why, [asked]),
        "replied": mails.replied(CLIENT, asked, JANE, "we charge $977"),
        "away": mails.away(CLIENT, asked, JANE, "on Monday", moved=False),
        "unknown": mails.unknown(CLIENT, JANE, "draft", no_domains=False),
    }
    for name, message in said.items():
        for secret in ("jane", "Jane", "977"):
            assert secret not in plain(message) + message.text, name
    assert "jane@techblog.com came back: “no mailbox jane@techblog.com here”." in plain(
        mails.bounced(READER, "jane@techblog.com", why, [asked])
    )
