// Puts the page together and keeps it current.

import { blocks } from './blocks.js'
import { composer } from './compose.js'
import { draw, h, icon, toast } from './dom.js'
import { avatar, reconcile, shortcut } from './messages.js'
import { drawModals, holderFor } from './modals.js'
import { store } from './store.js'
import { reckoned, when } from './text.js'
import { drawWeb } from './web.js'

const at = (id) => document.getElementById(id)
const box = composer({ id: 'composer', placeholder: 'Message' })
at('composer').append(box.form)
let threadBox = null
let editing = null

// Looking somewhere else.
store.go = async (channel, ts, thread, reply) => {
  if (channel && store.s && channel === store.s.direct) { store.app = 'messages' } else if (channel) { store.app = null; store.channel = channel; store.keep('channel', channel) }
  store.thread = thread && thread !== 'null' ? thread : ts ? store.thread : ''
  pane('chat')
  await refresh(true)
  if (!store.app && store.s) store.act('look', { channel: store.s.channel }).catch(() => {})
  if (reply) threadBox?.box.focus()
  if (ts) document.querySelector(`[data-id="${CSS.escape(ts)}"]`)?.scrollIntoView({ block: 'center' })
}

async function look(app, tab = 'home') {
  store.app = app ? tab : null
  store.thread = ''
  pane('chat')
  await refresh(true)
  if (app) store.act('home', { tab }).catch((refusal) => toast(refusal.message))
}

function pane(name) {
  document.body.dataset.pane = name
  for (const one of at('panes').children) one.setAttribute('aria-current', String(one.dataset.pane === name))
}
at('panes').addEventListener('click', (event) => event.target.dataset.pane && pane(event.target.dataset.pane))

// Drawing.
let shownAt = ''
function drawAll(jump) {
  shownAt = reckoned()
  drawTop()
  drawSide()
  drawMain(jump)
  drawThread(jump)
  drawWeb(story.point())
  drawModals()
  story.draw()
  settle()
  tick()
}

function drawTop() {
  const { s } = store
  draw(at('top'), [s.me, s.people, s.clock.moved !== 0], () => [
    h('div', { class: 'brand' }, h('img', { src: '/page/icon.svg', alt: '', width: 26, height: 26 }), h('b', {}, 'Outreach'), h('span', {}, 'rehearsal')),
    h('div', { class: 'clock' }, icon('clock'), h('time', { id: 'now' }), h('span', { id: 'zone' }),
      h('div', { class: 'jumps', role: 'group', 'aria-label': 'Move the clock' },
        [['+1 hour', { hours: 1 }], ['+1 day', { hours: 24 }], ['to next 9:00', {}]].map(([words, said]) => h('button', { type: 'button', class: 'chip', data: { key: words }, onclick: (event) => jump(event.target, said) }, words)))),
    h('div', { class: 'actors', role: 'radiogroup', 'aria-label': 'Act as' }, h('span', { class: 'dim' }, 'Act as'),
      s.people.filter((one) => !one.is_bot).map((one) => h('button', {
        type: 'button', role: 'radio', 'aria-checked': String(one.id === s.me), title: `${one.real_name}, ${one.title}, ${one.tz}`, data: { key: one.id, zone: one.tz },
        onclick: async () => { store.user = one.id; store.keep('user', one.id); await refresh(true); if (store.app) store.act('home', { tab: store.app }).catch(() => {}) },
      }, avatar(one), h('span', { class: 'who' }, h('b', {}, one.name), h('small', { class: 'local' }))))),
  ])
}

async function jump(button, said) {
  button.setAttribute('aria-busy', 'true')
  try { await store.act('advance', said) } catch (refusal) { toast(refusal.message) }
  button.removeAttribute('aria-busy')
}

function tick() {
  if (!store.s) return
  const now = store.now()
  if (shownAt !== reckoned()) drawAll() // “today” and “2 hours ago” have moved on
  const clock = at('now')
  if (clock) {
    clock.textContent = `${when(now, 'short')}, ${when(now, 'time')}`
    at('zone').textContent = store.zone().split('/').at(-1).replaceAll('_', ' ')
  }
  for (const one of document.querySelectorAll('.actors [data-zone]')) {
    one.querySelector('.local').textContent = `${when(now, 'time', one.dataset.zone)} ${one.dataset.zone.split('/').at(-1).replaceAll('_', ' ')}`
  }
}
setInterval(tick, 1000)

function drawSide() {
  const { s } = store
  const places = s.channels.filter((one) => one.kind !== 'im')
  const direct = s.channels.find((one) => one.kind === 'im' && one.id === s.direct)
  const current = store.app ? 'app' : store.channel
  for (const one of s.channels) if (one.id === (store.app === 'messages' ? s.direct : store.channel) || store.seen[`${s.me}/${one.id}`] === undefined) store.seen[`${s.me}/${one.id}`] = one.latest
  const news = (one) => one && one.latest > (store.seen[`${s.me}/${one.id}`] || '')
  const pings = (one) => (one ? one.pings.filter((ts) => ts > (store.seen[`${s.me}/${one.id}`] || '')).length : 0)
  const marks = s.channels.map((one) => [one.id, news(one), pings(one)])
  const stopped = document.body.classList.contains('lost')
  const state = stopped ? 'The rehearsal has stopped' : s.connected ? 'Outreach is connected' : 'Waiting for Outreach…'
  draw(at('side'), [s.team, places.map((one) => [one.id, one.name, one.archived]), current, marks, state, s.shortcuts, s.me], () => [
    h('div', { class: 'team' }, h('b', {}, s.team.name)),
    ...s.shortcuts.global.map(([id, name]) => h('button', { type: 'button', class: 'new', data: { key: id }, onclick: () => shortcut({ callback_id: id }) }, icon('bolt'), name)),
    h('h2', {}, 'Channels'),
    places.map((one) => item(one.id, h('span', { class: 'hash', 'aria-hidden': 'true' }, one.kind === 'private' ? '🔒' : '#'), one.name, current === one.id, news(one), pings(one), () => { store.app = null; store.go(one.id) })),
    h('h2', {}, 'Apps'),
    item('app', avatar(store.person(s.bot), 'small'), 'Outreach', current === 'app', news(direct), pings(direct), () => look(true, news(direct) ? 'messages' : 'home')),
    h('p', { class: `link-state${s.connected && !stopped ? ' on' : ''}` }, state),
    h('h2', {}, 'People'),
    s.people.filter((one) => !one.is_bot).map((one) => h('div', { class: 'someone' }, avatar(one, 'small'), one.real_name, one.id === s.me ? h('span', { class: 'dim' }, ' you') : null)),
  ])
}

function item(key, mark, name, current, fresh, pings, act) {
  return h('button', { type: 'button', class: `item${fresh ? ' fresh' : ''}`, 'aria-current': current ? 'page' : null, data: { key }, onclick: act }, mark, h('span', { class: 'name' }, name), pings ? h('span', { class: 'count', 'aria-label': `${pings} new for you` }, String(pings)) : null)
}

function drawMain(jumped) {
  const { s } = store
  const place = s.channels.find((one) => one.id === s.channel)
  const scroll = at('scroll')
  const low = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 90
  draw(at('head'), [store.app, place?.id, place?.topic, place?.app, place?.name], () => (store.app ? appHead() : channelHead(place)))
  const home = store.app === 'home'
  at('home').hidden = !home
  at('messages').hidden = home
  at('composer').hidden = home
  at('story').hidden = home
  if (home) drawHome()
  else reconcile(at('messages'), s.messages, { edit: startEdit })
  if (!home && !s.messages.length) at('messages').replaceChildren(beginning(place))
  drawPrompts(home)
  box.say(store.app ? 'Message Outreach' : `Message #${place.name}, or /outreach …`)
  stick = jumped || low ? (home ? 'top' : 'bottom') : stick === 'top' ? null : stick
}

// What the agent view offers: pressed, it is said, and its thread opens, for the answer comes there.
function drawPrompts(home) {
  const offered = store.app === 'messages' && !home && !store.thread ? store.s.prompts : []
  at('prompts').hidden = !offered.length
  draw(at('prompts'), [offered, store.s.me], () => offered.map((one) => h('button', { type: 'button', class: 'try', data: { key: one.message }, onclick: async () => {
    try {
      const said = await store.act('say', { channel: store.s.direct, text: one.message })
      store.go(store.s.direct, said.ts, said.ts)
    } catch (refusal) { toast(refusal.message) }
  } }, one.title)))
}

// The newest message stays in sight while the panes around it change their size.
let stick = 'bottom'
const settle = () => { if (stick === 'bottom') at('scroll').scrollTop = at('scroll').scrollHeight; if (stick === 'top') { at('scroll').scrollTop = 0; stick = null } }
new ResizeObserver(settle).observe(at('scroll'))
new ResizeObserver(settle).observe(at('messages'))
at('scroll').addEventListener('scroll', () => { const scroll = at('scroll'); if (stick === 'bottom' && scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight > 90) stick = null })

function beginning(place) {
  const tries = store.app
    ? ['pitched bob@news.example a story for https://acme.example/guide, follow up on Friday', 'list', 'help']
    : place.app ? ['@Outreach pitched bob@news.example a story for https://acme.example/guide', '/outreach list', '/outreach help'] : []
  return h('li', { class: 'beginning', data: { id: 'empty' } },
    store.app ? avatar(store.person(store.s.bot)) : h('span', { class: 'hash' }, '#'),
    h('h2', {}, store.app ? 'Talk to Outreach' : `Welcome to #${place.name}`),
    h('p', {}, store.app ? 'Here the same words work as after /outreach. Nobody else reads along.' : 'A workspace on your own machine, with the real bot in it. Nothing leaves this computer, and no Slack account is needed.'),
    tries.length ? h('p', { class: 'tries' }, tries.map((words) => h('button', { type: 'button', class: 'try', onclick: () => box.fill(words) }, words))) : null)
}

function channelHead(place) {
  return [
    h('h1', {}, h('span', { class: 'hash' }, place.kind === 'private' ? '🔒' : '#'), place.name),
    h('p', { class: 'dim' }, place.topic),
    place.app ? null : h('button', { type: 'button', class: 'chip', onclick: () => store.act('invite', { channel: place.id }).catch((refusal) => toast(refusal.message)) }, 'Add Outreach to this channel'),
  ]
}

function appHead() {
  const tab = (name, words) => h('button', { type: 'button', role: 'tab', class: 'tab', 'aria-selected': String(store.app === name), data: { key: name }, onclick: () => look(true, name) }, words)
  return [h('h1', {}, avatar(store.person(store.s.bot)), 'Outreach', h('span', { class: 'badge' }, 'APP')), h('div', { class: 'tabs', role: 'tablist' }, tab('home', 'Home'), tab('messages', 'Messages'))]
}

const homeHeld = new Map()
function drawHome() {
  const view = store.s.home
  draw(at('home'), [view?.id, view?.hash, store.s.me, reckoned()], () => {
    homeHeld.clear()
    return view ? h('div', { class: 'home-view' }, blocks(view.blocks, holderFor(view, homeHeld))) : h('p', { class: 'empty' }, store.s.connected ? 'Outreach is preparing this page…' : 'Outreach is not connected yet.')
  })
}

function drawThread(jumped) {
  const { s } = store
  const region = at('thread')
  region.hidden = !store.thread
  document.body.classList.toggle('with-thread', Boolean(store.thread))
  if (!store.thread) { threadBox = null; region.replaceChildren(); return }
  if (region.dataset.ts !== store.thread || !threadBox) {
    region.dataset.ts = store.thread
    threadBox = composer({ id: 'reply', placeholder: 'Reply…', thread: () => store.thread })
    region.replaceChildren(
      h('header', {}, h('h2', {}, 'Thread'), h('button', { type: 'button', class: 'plain', 'aria-label': 'Close thread', onclick: () => { store.thread = ''; refresh() } }, icon('close'))),
      h('div', { class: 'scroll' }, h('ol', { 'aria-live': 'polite' })), threadBox.form)
  }
  const scroll = region.querySelector('.scroll')
  const low = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 90
  reconcile(scroll.firstChild, s.thread, { thread: true, edit: startEdit })
  if (jumped || low) scroll.scrollTop = scroll.scrollHeight
}

function startEdit(message) {
  editing?.remove()
  const field = h('textarea', { class: 'field', rows: 2, value: message.text.replace(/<(?:mailto:[^|>]*\|)?([^|>]*\|)?([^>]*)>/g, (_, __, text) => text).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'), 'aria-label': 'Edit message' })
  editing = h('dialog', { class: 'confirm', onclose: () => editing.remove() }, h('form', { method: 'dialog', onsubmit: () => store.act('edit', { channel: message.channel, ts: message.ts, text: field.value }).catch((refusal) => toast(refusal.message)) }, h('h2', {}, 'Edit message'), field, h('div', { class: 'row end' }, h('button', { class: 'btn', type: 'button', onclick: () => editing.close() }, 'Cancel'), h('button', { class: 'btn primary' }, 'Save'))))
  document.body.append(editing)
  editing.showModal()
}

// The story in a minute.
const story = {
  get done() { return new Set(store.s.story) },
  hiddenIn: store.recall('story-hidden', ''), // the run in which it was hidden: the next one tells it again
  get hidden() { return this.hiddenIn === store.s.run },
  next() { return store.s.hints.findIndex((_, at_) => !this.done.has(at_)) },
  point() {
    const hint = this.hidden ? null : store.s.hints[this.next()]
    return hint && hint.switch ? { page: hint.page } : null
  },
  task(hint) {
    const host = hint?.say.match(/https:\/\/([^/\s]+)/)?.[1] || ''
    const said = [...store.s.messages, ...store.s.thread].filter((one) => one.by_app).map((one) => JSON.stringify([one.text, one.blocks || []]))
    said.reverse()
    for (const words of [...said.filter((one) => one.includes(host)), ...said]) { const found = words.match(/#(\d+)/); if (found) return found[1] }
    return '1'
  },
  draw() {
    const { hints } = store.s
    if (!hints.length) return
    const next = this.next()
    draw(at('story'), [hints, [...this.done], this.hidden, next >= 0 && hints[next].say ? this.task(hints[next]) : 0], () => {
      if (this.hidden) return [h('button', { type: 'button', class: 'chip', onclick: () => this.show(true) }, 'The story in a minute')]
      return [
        h('div', { class: 'steps' }, h('b', {}, 'The story in a minute'),
          h('ol', {}, hints.map((hint, place) => h('li', { class: this.done.has(place) ? 'done' : place === next ? 'now' : '' }, h('button', { type: 'button', title: hint.title, data: { key: `story${place}` }, onclick: () => this.play(place) }, h('span', { class: 'number' }, this.done.has(place) ? icon('check') : String(place + 1)), h('span', { class: 'name' }, hint.title))))),
          h('button', { type: 'button', class: 'plain', 'aria-label': 'Hide the story', onclick: () => this.show(false) }, icon('close'))),
        next < 0 ? h('p', {}, 'That was the story. Now break it: remove the link, add nofollow, let the server fail. Or try /outreach help.') : this.now(hints[next], next),
      ]
    })
  },
  now(hint, place) {
    const words = hint.say ? hint.say.replaceAll('{task}', this.task(hint)) : hint.switch ? 'Show me the button' : hint.hours ? 'Move the clock a day' : ''
    return h('p', {}, words ? h('button', { type: 'button', class: 'try', data: { key: 'try' }, onclick: () => this.play(place) }, words) : null, h('span', {}, hint.then))
  },
  play(place) {
    const hint = store.s.hints[place]
    if (hint.say) box.fill(hint.say.replaceAll('{task}', this.task(hint)))
    else if (hint.hours) store.act('advance', { hours: hint.hours }).catch((refusal) => toast(refusal.message))
    else if (hint.switch) { pane('web'); drawWeb({ page: hint.page }); document.querySelector('.publish.pointed, .site.open .publish')?.focus() }
  },
  show(yes) { this.hiddenIn = yes ? '' : store.s.run; store.keep('story-hidden', this.hiddenIn); this.draw(); drawWeb(this.point()) },
}

// Staying current.
let loading = null
let again = false
async function refresh(jumped = false) {
  if (loading) { again = true; await loading; if (!jumped) return }
  loading = (async () => {
    do {
      again = false
      try { await store.load() } catch { return }
      drawAll(jumped)
    } while (again)
  })()
  await loading
  loading = null
}

function listen() {
  const news = new EventSource('/rehearsal/news')
  news.onmessage = () => refresh()
  news.onerror = () => { document.body.classList.add('lost'); if (store.s) drawSide() }
  news.onopen = () => { document.body.classList.remove('lost'); refresh() }
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && store.thread && !document.querySelector('dialog[open], .menu')) { store.thread = ''; refresh() }
})
pane('chat')
refresh(true).then(() => { const moved = location.pathname.match(/^\/archives\/(\w+)\/p(\d+)(\d{6})$/); if (moved) store.go(moved[1], `${moved[2]}.${moved[3]}`) })
listen()
