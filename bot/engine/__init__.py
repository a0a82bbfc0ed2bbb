"""Where checks run.

``visits.Visits`` runs them in this process: a tick claims hosts that have something due, and each host's
visit looks at its pages one after another. Correctness never depends on what spreads the work: a host is
held by a lease with a token (``storage.watch.checks``), what comes back under another token writes nothing,
and what is abandoned is due again when its lease ends. So any number of processes may tick on one
PostgreSQL, and a distributed engine plugs in here by calling ``Visits.tick`` wherever it hears "something is
due": a job needs to carry nothing, and to be lost or doubled costs nothing.
"""
