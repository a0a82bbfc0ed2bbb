// A mail to this channel's address, as somebody outside Slack writes it.

import { h, icon, toast } from './dom.js'
import { store } from './store.js'

const field = (name, label, value, more = {}) => h('label', { class: 'mail-field' }, h('span', {}, label),
  more.lines ? h('textarea', { name, rows: 6, value }) : h('input', { name, value, required: more.needed, autocomplete: 'off' }))

export function mailDialog(channel) {
  const close = () => box.remove()
  const form = h('form', { onsubmit: async (event) => {
    event.preventDefault()
    const said = Object.fromEntries(new FormData(form))
    try {
      await store.act('mail', { channel, ...said, message_id: `<${crypto.randomUUID()}@mail.example>` })
      close()
    } catch (refusal) { toast(refusal.message) }
  } },
  h('header', {}, h('span', { class: 'avatar app' }, icon('mail')), h('h2', { id: 'mail-title' }, 'Send a mail here'),
    h('button', { type: 'button', class: 'plain', 'aria-label': 'Close', onclick: close }, icon('close'))),
  h('div', { class: 'fields-of' },
    field('sender', 'From', 'Jane Doe <jane@techblog.example>', { needed: true }),
    field('to', 'To', `${store.me().name}@${store.s.team.domain}.example`, { needed: true }),
    field('subject', 'Subject', 'Re: Guest post'),
    field('text', 'Message', 'Sounds good, send us a draft.', { lines: true })),
  h('footer', {}, h('button', { class: 'btn', type: 'button', onclick: close }, 'Cancel'), h('button', { class: 'btn primary', type: 'submit' }, 'Send')))
  const box = h('dialog', { class: 'modal', 'aria-labelledby': 'mail-title', oncancel: close }, form)
  document.getElementById('modals').append(box)
  box.showModal()
  form.querySelector('input')?.select()
}
