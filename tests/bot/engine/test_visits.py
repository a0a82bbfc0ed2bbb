"""From a promise to what the channel is told, over a real web and a real database."""

from typing import Any


async def test_a_promise_that_is_kept_is_told_to_the_channel(desk: Any, site: Any) -> None:
    site.publish("techblog.com/post")
    await desk.promise()
    await desk.look()
    placement = await desk.placement()
    assert (placement.state, placement.verdict) == ("live", "live")
    (post,) = await desk.posts("live")
    assert (post.channel, post.subject, post.urgent) == ("C1", "placement:1", True)
    assert post.body["page"] == "https://techblog.com/post"
    assert post.body["anchor"] == "the guide"
    assert post.body["followed"] is True
    assert post.body["owner"] == "U0JANA"
