"""A start with the token in the environment says nothing that is no news."""

import logging

from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped

from bot import slack_app


def test_that_bolt_leaves_the_environments_token_alone_is_no_news() -> None:
    def said(words: str) -> bool:
        record = logging.LogRecord("slack_bolt", logging.WARNING, "", 0, words, None, None)
        return slack_app._tells_something(record)

    assert not said(warning_client_prioritized_and_token_skipped())
    assert said("something else")
