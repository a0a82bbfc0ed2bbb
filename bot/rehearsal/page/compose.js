// The box to type in: Enter sends, Shift+Enter starts a line, @, # and / offer what there is.

import { h, icon, toast } from './dom.js'
import { mailDialog } from './mail.js'
import { store } from './store.js'

const COMMANDS = [
  ['log', 'emailed jane@… about a guest post for https://…, follow up in 3 days'],
  ['list', 'your open work'],
  ['promise', '42 https://… by Friday'],
  ['follow-up', '42 in a week'],
  ['replied', '42 what they said'],
  ['check', '42, or a page and a target'],
  ['new', 'a form instead'],
  ['help', 'what else there is'],
]

export function composer({ id, placeholder, thread }) {
  let files = []
  let offered = []
  let at = -1
  const shelf = h('div', { class: 'shelf' })
  const offers = h('ul', { class: 'offers above', role: 'listbox', id: `${id}-offers`, hidden: true })
  const box = h('textarea', {
    id: `${id}-text`, rows: 1, placeholder, 'aria-label': placeholder, role: 'combobox', 'aria-controls': `${id}-offers`, 'aria-expanded': 'false', spellcheck: true,
    oninput: () => { grow(); offer() },
    onblur: () => setTimeout(() => show([]), 150),
    onkeydown: (event) => {
      if (offered.length && ['ArrowDown', 'ArrowUp'].includes(event.key)) { at = (at + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length; paint(); event.preventDefault(); return }
      if (offered.length && (event.key === 'Tab' || (event.key === 'Enter' && at >= 0 && !event.shiftKey))) { take(offered[Math.max(at, 0)]); event.preventDefault(); return }
      if (offered.length && event.key === 'Escape') { show([]); event.preventDefault(); return }
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); send() }
    },
  })
  const picker = h('input', { type: 'file', multiple: true, hidden: true, onchange: () => { files = [...files, ...picker.files]; picker.value = ''; shelve() } })
  const button = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send', title: 'Send (Enter)' }, icon('send'))
  const form = h('form', { class: 'compose', onsubmit: (event) => { event.preventDefault(); send() } }, shelf, offers, box,
    h('div', { class: 'row' },
      h('button', { type: 'button', title: 'Attach a file', 'aria-label': 'Attach a file', onclick: () => picker.click() }, icon('clip')),
      h('button', { type: 'button', title: 'Mention Outreach', 'aria-label': 'Mention Outreach', onclick: () => insert('@Outreach ') }, '@'),
      thread ? null : h('button', { type: 'button', title: 'Send a mail here', 'aria-label': 'Send a mail here', onclick: () => mailDialog(place()) }, icon('mail')),
      thread ? null : h('button', { type: 'button', title: 'Slash command', 'aria-label': 'Slash command', onclick: () => { if (!box.value) insert('/outreach ') } }, '/'),
      h('span', { class: 'grow' }), picker, button))

  function grow() {
    box.style.height = 'auto'
    if (box.value) box.style.height = `${Math.min(box.scrollHeight, 220)}px`
    button.disabled = !box.value.trim() && !files.length
  }
  function shelve() {
    shelf.replaceChildren(...files.map((file) => h('button', { type: 'button', class: 'tag', 'aria-label': `Remove ${file.name}`, onclick: () => { files = files.filter((one) => one !== file); shelve() } }, file.name, ' ×')))
    grow()
  }
  function insert(words) { box.setRangeText(words, box.selectionStart, box.selectionEnd, 'end'); box.focus(); grow(); offer() }
  function offer() {
    const before = box.value.slice(0, box.selectionStart)
    const command = '/outreach'.startsWith(before) && before ? ['', ''] : before.match(/^\/outreach (\w*)$/)
    const mention = before.match(/(?:^|\s)@([\w.-]*)$/)
    const channel = before.match(/(?:^|\s)#([\w-]*)$/)
    if (command && !thread) {
      const alone = before.startsWith('/outreach ') ? [] : [['', 'your open work']]
      show([...alone, ...COMMANDS].filter(([name]) => name.startsWith(command[1])).map(([name, words]) => ({ from: 0, text: `/outreach ${name} `.replace('  ', ' '), label: `/outreach ${name}`, words })))
    } else if (mention) {
      const typed = mention[1].toLowerCase()
      show(store.s.people.filter((one) => one.id !== store.s.me && `${one.name} ${one.real_name}`.toLowerCase().includes(typed)).map((one) => ({ from: before.length - typed.length - 1, text: `@${one.is_bot ? one.real_name : one.name} `, label: one.real_name, words: one.is_bot ? 'app' : `@${one.name}` })))
    } else if (channel) {
      show(store.s.channels.filter((one) => one.kind !== 'im' && one.name.startsWith(channel[1])).map((one) => ({ from: before.length - channel[1].length - 1, text: `#${one.name} `, label: `#${one.name}`, words: one.topic })))
    } else show([])
  }
  function show(list) {
    offered = list
    // Enter takes the first offer where the word is unfinished; what is a whole command already is sent.
    at = list.length && !box.value.startsWith('/outreach') ? 0 : -1
    offers.hidden = !list.length
    box.setAttribute('aria-expanded', String(Boolean(list.length)))
    paint()
  }
  function paint() {
    offers.replaceChildren(...offered.map((one, place) => h('li', { role: 'option', 'aria-selected': String(place === at), onpointerdown: (event) => { event.preventDefault(); take(one) } }, h('b', {}, one.label), h('span', {}, one.words))))
  }
  function take(one) { box.setRangeText(one.text, one.from, box.selectionStart, 'end'); show([]); box.focus(); grow() }

  async function send() {
    const text = box.value.trim()
    if (!text && !files.length) return
    const held = [box.value, files]
    box.value = ''
    files = []
    shelve(); show([])
    form.setAttribute('aria-busy', 'true')
    try {
      if (text.startsWith('/') && !thread) {
        await store.act('command', { channel: place(), text })
      } else if (text.startsWith('/')) {
        throw new Error('Slash commands don’t work in threads, in Slack either. Mention @Outreach instead.')
      } else {
        const packed = await Promise.all(held[1].map(async (file) => ({ name: file.name, content: await packedFile(file) })))
        await store.act('say', { channel: place(), text, thread: thread?.() || null, files: packed })
      }
    } catch (refusal) {
      toast(refusal.message)
      if (!box.value) [box.value, files] = held
      shelve()
    }
    form.removeAttribute('aria-busy')
  }
  const place = () => (store.app ? store.s.direct : store.channel)
  grow()
  return { form, box, fill: (words) => { box.value = words; grow(); box.focus(); box.setSelectionRange(words.length, words.length); form.classList.remove('nudge'); void form.offsetWidth; form.classList.add('nudge') }, say: (words) => { box.placeholder = words; box.setAttribute('aria-label', words) } }
}

function packedFile(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] || '')
    reader.onerror = () => reject(new Error(`${file.name} can’t be read.`))
    reader.readAsDataURL(file)
  })
}
