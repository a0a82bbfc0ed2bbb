"""What the outbox says: each row becomes a message, from what is true when it goes out."""

from handlers.posts.composing import compose

__all__ = ["compose"]
