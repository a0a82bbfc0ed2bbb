// Messages: in a channel, in a thread, ephemeral or not.

import { blocks } from './blocks.js'
import { h, icon, menu, svg, toast } from './dom.js'
import { fromState } from './elements.js'
import { store } from './store.js'
import { anchor, emoji, mrkdwn, near, reckoned, when, withEmoji } from './text.js'

const QUICK = ['link', 'white_check_mark', 'eyes', '+1', 'tada']

export function avatar(person, size = '') {
  if (person?.id === store.s.bot) return h('span', { class: `avatar app ${size}` }, icon('link'))
  const names = (person?.real_name || '?').split(' ')
  const made = h('span', { class: `avatar ${size}`, 'aria-hidden': 'true' }, names.map((one) => one[0]).slice(0, 2).join(''))
  if (person) made.style.backgroundColor = `#${person.color}`
  return made
}

// Put `list` into `region`, touching only what differs.
export function reconcile(region, list, options) {
  const before = new Map([...region.children].map((one) => [one.dataset.id, one]))
  const wanted = []
  list.forEach((message, at) => {
    const previous = list[at - 1]
    const ms = message.ts * 1000
    const day = when(ms, 'key')
    if (!options.thread && (!previous || when(previous.ts * 1000, 'key') !== day)) {
      wanted.push([`day-${day}`, near(ms) || '', () => h('li', { class: 'day' }, h('span', {}, divider(ms)))])
    }
    const follows = previous && previous.user === message.user && message.ts - previous.ts < 300 && !message.ephemeral && !previous.ephemeral && when(previous.ts * 1000, 'key') === day && !(options.thread && at === 1)
    wanted.push([message.ts, JSON.stringify([message, follows, store.s.me, reckoned(), options.thread ? 0 : store.s.status[message.ts]]), () => row(message, follows, options)])
  })
  const keep = new Set()
  wanted.forEach(([id, key, build], at) => {
    let node = before.get(id)
    if (!node || node.shown !== key) {
      const made = build()
      made.dataset.id = id
      made.shown = key
      if (node) { node.replaceWith(made) } else if (before.size && at === wanted.length - 1) made.classList.add('fresh')
      node = made
    }
    keep.add(node)
    if (region.children[at] !== node) region.insertBefore(node, region.children[at] || null)
  })
  for (const node of [...region.children]) if (!keep.has(node)) node.remove()
}

function divider(ms) {
  const word = near(ms)
  return word ? word[0].toUpperCase() + word.slice(1) : when(ms, 'day')
}

function row(message, follows, options) {
  const author = store.person(message.user)
  const name = author ? author.real_name : 'Slackbot'
  const time = h('time', { class: 'at', dateTime: new Date(message.ts * 1000).toISOString(), title: when(message.ts * 1000, 'full') }, when(message.ts * 1000, 'time'))
  const broadcastFrom = message.thread_ts && message.thread_ts !== message.ts && !options.thread
  return h('li', { class: ['msg', follows && 'follows', message.ephemeral && 'whisper', message.pings.includes(store.s.me) && 'pinged', message.by_app && 'by-app'].filter(Boolean).join(' '), tabIndex: -1 },
    follows ? h('div', { class: 'gutter' }, time) : avatar(author),
    h('div', { class: 'body' },
      message.ephemeral ? h('div', { class: 'only-you' }, icon('eye'), 'Only visible to you') : null,
      broadcastFrom ? h('div', { class: 'only-you' }, icon('reply'), 'replied to a thread') : null,
      follows ? null : h('div', { class: 'by' }, h('b', {}, name), author?.is_bot ? h('span', { class: 'badge' }, 'APP') : null, time),
      h('div', { class: 'content' }, ...content(message), message.edited && !message.by_app ? h('span', { class: 'edited' }, ' (edited)') : null),
      reactions(message),
      options.thread || message.ephemeral ? null : replies(message)),
    tools(message, options))
}

function content(message) {
  const where = { channel: message.channel, ts: message.ts }
  const holder = (block) => ({
    block: block.block_id,
    get: () => undefined,
    keep: () => {},
    change: (el, value, made) => press(where, block, el, value, made),
    press: (el, value, made) => press(where, block, el, value, made),
    suggest: (el, typed) => store.act('suggest', { ...where, block_id: block.block_id, action_id: el.action_id, typed }),
  })
  const own = message.by_app || !message.blocks
  const out = own && message.blocks?.length ? blocks(message.blocks, holder) : [h('div', { class: 'words' }, ...mrkdwn(message.text || ''))]
  for (const one of message.attachments || []) {
    out.push(h('div', { class: 'attachment' }, one.blocks ? blocks(one.blocks, holder) : null, one.title ? h('b', {}, one.title) : null, one.text ? h('div', {}, ...mrkdwn(one.text)) : null))
  }
  for (const one of Object.values(message.unfurls || {})) out.push(h('div', { class: 'attachment' }, one.blocks ? blocks(one.blocks, holder) : h('div', {}, ...mrkdwn(one.text || ''))))
  for (const file of message.files || []) out.push(fileCard(file))
  return out
}

function mailCard(file) {
  const who = (list) => (list || []).map((one) => one.original || one.address).join(', ')
  return h('div', { class: 'attachment mail' },
    h('b', {}, file.subject || '(no subject)'),
    h('div', { class: 'dim' }, `From ${who(file.from)} to ${who(file.to)}`),
    h('div', { class: 'words' }, (file.plain_text || file.preview_plain_text || '').slice(0, 600)))
}

function fileCard(file) {
  if (file.mode === 'email') return mailCard(file)
  if (!file.url_private) return h('div', { class: 'attachment' }, 'A file that has to be asked for')
  const address = new URL(file.url_private, location.href)
  const path = address.origin === location.origin ? address.pathname : '#'
  if (/^image\/(png|jpeg)$/.test(file.mimetype)) {
    return h('figure', { class: 'file-image' }, h('figcaption', {}, file.title), h('a', { href: path, target: '_blank' }, h('img', { src: path, alt: file.title })))
  }
  const size = file.size > 1e6 ? `${(file.size / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(file.size / 1e3))} KB`
  return h('a', { class: 'file', href: path, download: file.name }, h('span', { class: 'kind' }, file.filetype.toUpperCase()), h('span', {}, h('b', {}, file.title), h('small', {}, `${file.pretty_type} · ${size}`)))
}

export async function press(where, block, el, selected, made) {
  made?.setAttribute('aria-busy', 'true')
  try {
    const answer = await store.act('press', { ...where, block_id: block.block_id, action_id: el.action_id, selected })
    if (answer.problem) toast(el.url ? 'Opened.' : 'Outreach didn’t answer in time.')
  } catch (refusal) { toast(refusal.message) }
  made?.removeAttribute('aria-busy')
}

function reactions(message) {
  if (!message.reactions) return null
  return h('div', { class: 'reactions' }, message.reactions.map((one) => {
    const mine = one.users.includes(store.s.me)
    const names = one.users.map((id) => store.person(id)?.real_name || id).join(', ')
    return h('button', { type: 'button', class: `reaction${mine ? ' mine' : ''}`, title: `${names} reacted with :${one.name}:`, 'aria-pressed': String(mine), onclick: () => react(message, one.name, mine) }, emoji(one.name), h('span', {}, String(one.count)))
  }))
}

const react = (message, name, remove) => store.act('react', { channel: message.channel, ts: message.ts, emoji: name, remove }).catch((refusal) => toast(refusal.message))

function replies(message) {
  const status = store.s.status[message.ts]
  const count = message.reply_count
  if (!count && !status) return null
  return h('button', { type: 'button', class: 'replies', onclick: () => store.go(message.channel, message.ts, message.ts) },
    (message.reply_users || []).slice(0, 3).map((id) => avatar(store.person(id), 'small')),
    h('b', {}, count ? `${count} ${count === 1 ? 'reply' : 'replies'}` : 'Thread'),
    h('span', { class: 'dim' }, status || `last at ${when(message.latest_reply * 1000, 'time')}`))
}

function tools(message, options) {
  if (message.user === 'USLACKBOT' && message.ephemeral) return h('div', { class: 'tools' }, dismiss(message))
  const where = { channel: message.channel, ts: message.ts }
  const tool = (name, words, act) => { const made = h('button', { type: 'button', title: words, 'aria-label': words, onclick: () => act(made) }, typeof name === 'string' ? icon(name) : name); return made }
  if (message.ephemeral) return h('div', { class: 'tools' }, dismiss(message))
  return h('div', { class: 'tools' },
    tool(h('span', {}, '🔗'), 'React with :link:', () => react(message, 'link', false)),
    tool('smile', 'React', (at) => menu(at, QUICK.map((name) => [`${emoji(name)}  :${name}:`, () => react(message, name, false)]))),
    options.thread ? null : tool('reply', 'Reply in thread', () => store.go(message.channel, message.ts, message.thread_ts || message.ts, true)),
    tool('dots', 'More message shortcuts', (at) => menu(at, [
      ...store.s.shortcuts.message.map(([id, name]) => [`${name} · Outreach`, () => shortcut({ ...where, callback_id: id })]),
      ['Copy link', () => navigator.clipboard?.writeText(`https://${store.s.team.domain}.slack.com/archives/${message.channel}/p${message.ts.replace('.', '')}`)],
      ...(message.user === store.s.me ? [['Edit message', () => options.edit(message)], ['Delete message', () => store.act('delete', where).catch((refusal) => toast(refusal.message)), 'bad']] : []),
    ])))
}

const dismiss = (message) => h('button', { type: 'button', title: 'Dismiss', 'aria-label': 'Dismiss this message', onclick: () => store.act('delete', { channel: message.channel, ts: message.ts }).catch((refusal) => toast(refusal.message)) }, icon('close'))

export async function shortcut(said) {
  try {
    const answer = await store.act('shortcut', said)
    if (answer.problem) toast('Outreach didn’t answer in time.')
  } catch (refusal) { toast(refusal.message) }
}

export { anchor, fromState, svg, withEmoji }
