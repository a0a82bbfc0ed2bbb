"""Declarative shadow roots: what a browser shows in place of an element's own children.

A ``<template shadowrootmode>`` that the parser meets becomes the shadow tree of the element around it.
Source: HTML Standard, 13.2.6.4.4 (a start tag "template"), and DOM Standard, "attach a shadow root".
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_HOSTS = frozenset(
    "article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span".split()
)
_CUSTOM = re.compile(r"[a-z][^\s/>]*-[^\s/>]*")
_DECLARED = 'template[shadowrootmode="open" i],template[shadowrootmode="closed" i]'
_HIDDEN = "<div hidden></div>"
_MOST = 1_000


def attach_shadows(tree: LexborHTMLParser) -> bool:
    """Put each declared shadow tree of ``tree`` where visitors see it.

    The children that no slot takes are shown to nobody: they are left in a hidden element. False where there
    are more, or more deeply nested, than can be attached.
    """
    attached = 0
    while attached < _MOST:
        # What was nested in a template is only reached once that one is attached.
        found = tree.css(_DECLARED)
        if not found:
            return True
        for template in found:
            attached += 1
            if "shadowrootmode" in template.attributes:
                _attach(template)
    return not tree.css(_DECLARED)


def _attach(template: LexborNode) -> None:
    host = template.parent
    if host is None or not _may_have_shadow(host) or not (contents := template.template_fragments()):
        _disarm(template)
        return
    if (hidden := LexborHTMLParser(_HIDDEN).css_first("div")) is not None:
        host.insert_child(hidden)
    light = host.last_child or host
    shadow = _children(contents[0])
    for base in [base for node in shadow if node.is_element_node for base in node.css("base")]:
        if all(base.mem_id != node.mem_id for node in shadow):
            base.decompose()
    slots = _slots(shadow)
    for child in _children(host):
        if child.mem_id in (light.mem_id, template.mem_id):
            continue
        if child.tag == "template" and "shadowrootmode" in child.attributes:
            _disarm(child)  # the first is the element's shadow; others stay templates
        slot = (child.attributes.get("slot") or "") if child.is_element_node else ""
        if slot not in slots:
            light.insert_child(child, move=True)
    for child in shadow:
        if child.tag != "base":  # only the document's own tree says where its links start
            template.insert_before(child, move=True)
    template.decompose()


def _may_have_shadow(host: LexborNode) -> bool:
    tag = host.tag or ""
    return tag in _HOSTS or _CUSTOM.fullmatch(tag) is not None


def _disarm(template: LexborNode) -> None:
    del template.attrs["shadowrootmode"]


def _children(node: LexborNode) -> list[LexborNode]:
    found: list[LexborNode] = []
    child = node.first_child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _slots(shadow: list[LexborNode]) -> set[str]:
    """The names of the slots in a shadow tree."""
    elements = [node for node in shadow if node.is_element_node]
    slots = [slot for node in elements for slot in (node, *node.css("slot")) if slot.tag == "slot"]
    return {slot.attributes.get("name") or "" for slot in slots}
