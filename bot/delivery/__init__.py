"""From the outbox to Slack: once as far as anybody can see, in order, at a pace Slack allows."""

from bot.delivery.attempt import Clients, Clock, Compose
from bot.delivery.delivery import Delivery
from bot.delivery.timing import Timing

__all__ = ["Clients", "Clock", "Compose", "Delivery", "Timing"]
