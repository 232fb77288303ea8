"""Addresses to bytes: what may be asked is asked, politely and within limits; the rest is refused with its reason.

No address of a private network is ever connected to unless that was allowed: the name is looked up once, every address
that comes back is checked, and the connection goes to one of these (`network.py`).
"""

from app.fetching.ahead import ask_ahead
from app.fetching.fetcher import Fetcher, InputAddress
from app.fetching.following import follow_feeds
from app.fetching.versions import Version

__all__ = ["Fetcher", "InputAddress", "Version", "ask_ahead", "follow_feeds"]
