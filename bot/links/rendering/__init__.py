"""Looking once more at a page that only its scripts make: in a headless Chromium that can reach nothing.

An optional extra (``outreach[render]``, the setting ``OUTREACH_RENDER``). Chromium asks for everything
through us: each request is answered over the checker's own connections, by the same address rules and limits,
and Chromium itself has neither a proxy that exists, nor names that resolve, nor, where the system permits it,
a network at all.
"""
