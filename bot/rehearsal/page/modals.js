// Forms, as the acting person has them open: the topmost is shown.

import { blocks } from './blocks.js'
import { h, icon, toast } from './dom.js'
import { fromState } from './elements.js'
import { store } from './store.js'

const typed = new Map() // view id → block/action → what is held
let shown = ''

export function drawModals() {
  const region = document.getElementById('modals')
  const view = store.s.modals.at(-1)
  const key = view ? `${view.id}/${view.hash}` : ''
  if (key === shown) return
  shown = key
  for (const id of typed.keys()) if (!store.s.modals.some((one) => one.id === id)) typed.delete(id)
  region.replaceChildren()
  if (!view) return
  region.append(dialog(view))
  const box = region.querySelector('dialog')
  box.showModal()
  box.querySelector('[autofocus], .block input, .block textarea, .block select')?.focus()
}

export function holderFor(view, held) {
  return (block) => ({
    block: block.block_id,
    get: (el) => (held.has(`${block.block_id}/${el.action_id}`) ? held.get(`${block.block_id}/${el.action_id}`) : fromState(view.state[block.block_id]?.[el.action_id])),
    keep: (el, value) => held.set(`${block.block_id}/${el.action_id}`, value),
    change(el, value, made) {
      this.keep(el, value)
      if (block.type !== 'input' || block.dispatch_action) this.press(el, value, made)
    },
    async press(el, value, made) {
      made?.setAttribute('aria-busy', 'true')
      try {
        const answer = await store.act('press', { view: view.id, block_id: block.block_id, action_id: el.action_id, selected: value, values: filledIn(view, held) })
        if (answer.problem) toast('Outreach didn’t answer in time.')
      } catch (refusal) { toast(refusal.message) }
      made?.removeAttribute('aria-busy')
    },
    suggest: (el, words) => store.act('suggest', { view: view.id, block_id: block.block_id, action_id: el.action_id, typed: words }),
  })
}

// What was typed so far, by block.
function filledIn(view, held) {
  const values = {}
  for (const block of view.blocks) {
    if (block.type !== 'input') continue
    const key = `${block.block_id}/${block.element.action_id}`
    if (held.has(key)) values[block.block_id] = held.get(key)
  }
  return values
}

function dialog(view) {
  if (!typed.has(view.id)) typed.set(view.id, new Map())
  const held = typed.get(view.id)
  const close = () => store.act('close', { view: view.id }).catch((refusal) => toast(refusal.message))
  const depth = store.s.modals.length
  const trouble = h('p', { class: 'trouble', role: 'alert' })
  const submit = view.submit ? h('button', { class: 'btn primary', type: 'submit' }, view.submit.text) : null
  const form = h('form', { novalidate: true, onsubmit: async (event) => {
    event.preventDefault()
    submit?.setAttribute('aria-busy', 'true')
    try {
      const answer = await store.act('submit', { view: view.id, values: filledIn(view, held) })
      say(answer.errors || {})
      trouble.textContent = answer.trouble || ''
    } catch (refusal) { trouble.textContent = refusal.message }
    submit?.removeAttribute('aria-busy')
  } },
  h('header', {}, depth > 1 ? h('button', { type: 'button', class: 'plain', 'aria-label': 'Back', onclick: close }, icon('back')) : h('span', { class: 'avatar app' }, icon('link')),
    h('h2', { id: `title-${view.id}` }, view.title.text),
    h('button', { type: 'button', class: 'plain', 'aria-label': 'Close', onclick: () => store.act('close', { view: view.id, all: depth > 1 }).catch(() => {}) }, icon('close'))),
  h('div', { class: 'fields-of' }, blocks(view.blocks, holderFor(view, held))),
  h('footer', {}, trouble, h('button', { class: 'btn', type: 'button', onclick: close }, view.close?.text || 'Cancel'), submit))
  function say(errors) {
    for (const one of form.querySelectorAll('.b-input')) {
      const words = errors[one.dataset.block]
      one.classList.toggle('wrong', Boolean(words))
      one.querySelector('.error').textContent = words || ''
    }
    form.querySelector('.wrong input, .wrong textarea, .wrong select')?.focus()
  }
  const box = h('dialog', { class: 'modal', 'aria-labelledby': `title-${view.id}`, oncancel: (event) => { event.preventDefault(); close() } }, form)
  return box
}
