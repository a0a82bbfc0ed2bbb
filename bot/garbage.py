"""When Python looks for unreachable objects: seldom, and not among what stays for good."""

import gc

#: Objects that are made, less those that are gone, before the young ones are looked through: Python's own
#: 700 are passed several times while one page is read, and next to none of its objects hang in a circle.
SELDOM = 20_000
#: Where somebody waits: one command leaves some 350 objects in circles, and to free 20,000 of them at once
#: kept everybody waiting for 40 to 110 ms.
OFTEN = 1_500
_MIDDLE, _OLD = 5, 10


def collect_less(young: int = SELDOM) -> None:
    """Pass over all that is loaded, and look through the rest only when there are so many ``young``.

    ``SELDOM`` spares some 3 % of the processor time of a page, by the least of several interleaved runs.
    """
    gc.freeze()
    gc.set_threshold(young, _MIDDLE, _OLD)
