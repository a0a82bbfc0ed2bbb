// Slack's mrkdwn (and Markdown blocks) as elements. Strangers write this text: it only ever becomes text nodes
// and links with a harmless scheme.

import { h } from './dom.js'
import { store } from './store.js'

const EMOJI = {
  link: '🔗', ear: '👂', envelope_with_arrow: '📩', white_check_mark: '✅', heavy_check_mark: '✔️', ballot_box_with_check: '☑️', warning: '⚠️', x: '❌', eyes: '👀', bell: '🔔', no_bell: '🔕', calendar: '📅',
  date: '📅', spiral_calendar_pad: '🗓️', hourglass: '⌛', hourglass_flowing_sand: '⏳', tada: '🎉', mag: '🔍', mag_right: '🔎', memo: '📝', pencil: '📝', pencil2: '✏️',
  red_circle: '🔴', large_green_circle: '🟢', green_circle: '🟢', large_yellow_circle: '🟡', large_orange_circle: '🟠', large_blue_circle: '🔵', white_circle: '⚪', black_circle: '⚫',
  chart_with_upwards_trend: '📈', chart_with_downwards_trend: '📉', bar_chart: '📊', email: '📧', envelope: '✉️', incoming_envelope: '📨', inbox_tray: '📥', outbox_tray: '📤',
  thumbsup: '👍', '+1': '👍', thumbsdown: '👎', '-1': '👎', wave: '👋', raised_hands: '🙌', clap: '👏', fire: '🔥', rocket: '🚀', star: '⭐', heart: '❤️', moneybag: '💰', dollar: '💵', euro: '💶', money_with_wings: '💸',
  globe_with_meridians: '🌐', earth_africa: '🌍', newspaper: '📰', page_facing_up: '📄', clipboard: '📋', pushpin: '📌', round_pushpin: '📍', paperclip: '📎', lock: '🔒', unlock: '🔓', key: '🔑', gear: '⚙️', wrench: '🔧',
  hammer_and_wrench: '🛠️', bulb: '💡', information_source: 'ℹ️', question: '❓', grey_question: '❔', exclamation: '❗', grey_exclamation: '❕', no_entry: '⛔', no_entry_sign: '🚫', construction: '🚧', rotating_light: '🚨',
  zzz: '💤', sleeping: '😴', snowflake: '❄️', alarm_clock: '⏰', stopwatch: '⏱️', clock9: '🕘', arrow_right: '➡️', arrow_left: '⬅️', arrow_up: '⬆️', arrow_down: '⬇️', leftwards_arrow_with_hook: '↩️', arrows_counterclockwise: '🔄', repeat: '🔁', recycle: '♻️',
  speech_balloon: '💬', left_speech_bubble: '🗨️', handshake: '🤝', busts_in_silhouette: '👥', bust_in_silhouette: '👤', robot_face: '🤖', smile: '😄', slightly_smiling_face: '🙂', thinking_face: '🤔', crossed_fingers: '🤞', broken_heart: '💔', seedling: '🌱',
  trophy: '🏆', medal: '🏅', dart: '🎯', sparkles: '✨', see_no_evil: '🙈', hear_no_evil: '🙉', file_cabinet: '🗄️', mailbox_with_no_mail: '📭', mailbox_closed: '📪', sunny: '☀️', sunrise: '🌅', partly_sunny: '⛅', crescent_moon: '🌙', sun_with_face: '🌞', boom: '💥', zap: '⚡', no_mobile_phones: '📵', mailbox: '📫', mailbox_with_mail: '📬', label: '🏷️', bookmark: '🔖', books: '📚', open_book: '📖', book: '📖', ledger: '📒', notebook: '📓', scroll: '📜', card_index: '📇', card_index_dividers: '🗂️', triangular_flag_on_post: '🚩', checkered_flag: '🏁', octagonal_sign: '🛑', grey_heart: '🩶', blue_heart: '💙', green_heart: '💚', rainbow: '🌈', fish: '🐟', bow_and_arrow: '🏹', man_shrugging: '🤷', shrug: '🤷', cry: '😢', disappointed: '😞', sweat_smile: '😅', joy: '😂', sunglasses: '😎', hugging_face: '🤗', nerd_face: '🤓', partying_face: '🥳', face_with_monocle: '🧐', saluting_face: '🫡', '100': '💯', one: '1️⃣', two: '2️⃣', three: '3️⃣', moyai: '🗿', computer: '💻', desktop_computer: '🖥️', iphone: '📱', telephone_receiver: '📞', mega: '📣', loudspeaker: '📢', mute: '🔇', speaker: '🔈', toolbox: '🧰', microscope: '🔬', telescope: '🔭', compass: '🧭', world_map: '🗺️', house: '🏠', office: '🏢', bank: '🏦', credit_card: '💳', receipt: '🧾', abacus: '🧮', back: '🔙', soon: '🔜', up: '🆙', ok: '🆗', sos: '🆘', vs: '🆚', copyright: '©️', tm: '™️', infinity: '♾️', interrobang: '⁉️', bangbang: '‼️', heavy_multiplication_x: '✖️', negative_squared_cross_mark: '❎', black_square_button: '🔲', white_square_button: '🔳', large_green_square: '🟩', large_red_square: '🟥', large_yellow_square: '🟨', purple_circle: '🟣', large_purple_circle: '🟣', brown_circle: '🟤', ghost: '👻', skull: '💀', wastebasket: '🗑️', file_folder: '📁', package: '📦', palm_tree: '🌴', coffee: '☕', point_right: '👉', point_up: '☝️', ok_hand: '👌', pray: '🙏', muscle: '💪', chains: '⛓️', art: '🎨', shield: '🛡️', hatching_chick: '🐣', new: '🆕', hand: '✋', raised_hand: '✋', heavy_minus_sign: '➖', heavy_plus_sign: '➕', black_small_square: '▪️', small_blue_diamond: '🔹', small_orange_diamond: '🔸',
}

export const emoji = (name) => EMOJI[name.split('::')[0]] || `:${name}:`
export const unescape = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

export function anchor(url, ...content) {
  let parsed
  try { parsed = new URL(url) } catch { return h('span', {}, ...content) }
  if (!['http:', 'https:', 'mailto:', 'tel:'].includes(parsed.protocol)) return h('span', {}, ...content)
  const own = store.s && parsed.hostname === `${store.s.team.domain}.slack.com` && parsed.pathname.match(/^\/archives\/(\w+)\/p(\d+)(\d{6})$/)
  if (own) {
    return h('a', { href: parsed.pathname, onclick: (event) => {
      event.preventDefault()
      store.go(own[1], `${own[2]}.${own[3]}`, parsed.searchParams.get('thread_ts'))
    } }, ...content)
  }
  const sample = store.s && store.s.web.some((site) => site.host === parsed.hostname)
  const href = sample ? `/web/${parsed.hostname}${parsed.pathname}` : parsed.href
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer', title: parsed.href }, ...content)
}

export function person(id) {
  const found = store.person(id)
  const label = found ? (found.is_bot ? found.real_name : found.name) : id
  return h('span', { class: `mention${id === store.s?.me ? ' me' : ''}` }, `@${label}`)
}

export function channelName(id) {
  const found = store.s?.channels.find((one) => one.id === id)
  return h('a', { class: 'mention', href: '#', onclick: (event) => { event.preventDefault(); store.go(id) } }, `#${found ? found.name : id}`)
}

function special(inner) {
  const bar = inner.indexOf('|')
  const target = bar < 0 ? inner : inner.slice(0, bar)
  const label = bar < 0 ? '' : inner.slice(bar + 1)
  if (target.startsWith('@')) return person(target.slice(1))
  if (target.startsWith('#')) return channelName(target.slice(1))
  if (target.startsWith('!date^')) {
    const [, ts, form, link] = target.split('^')
    const shown = h('time', { dateTime: new Date(ts * 1000).toISOString(), title: when(ts * 1000, 'full') }, dated(Number(ts), form))
    return link ? anchor(link, shown) : shown
  }
  if (target.startsWith('!')) return h('span', { class: 'mention all' }, `@${target.slice(1).split('^')[0]}`)
  return anchor(unescape(target), unescape(label || target.replace(/^mailto:/, '')))
}

const RULES = [
  [/`([^`\n]+)`/y, (m) => h('code', {}, ...inlineLinks(m[1]))],
  [/<([^<>\n]+)>/y, (m) => special(m[1])],
  [/https?:\/\/[^\s<>|]*[^\s<>|.,;:!?'")\]*_~]/y, (m) => anchor(unescape(m[0]), unescape(m[0])), true],
  [/\*(?=\S)([^\n*]*?\S)\*(?![\w*])/y, (m) => h('strong', {}, ...inline(m[1])), true],
  [/_(?=\S)([^\n_]*?\S)_(?![\w_])/y, (m) => h('em', {}, ...inline(m[1])), true],
  [/~(?=\S)([^\n~]*?\S)~(?![\w~])/y, (m) => h('s', {}, ...inline(m[1])), true],
  [/:([a-z0-9_+-]+(?:::skin-tone-\d)?):/y, (m) => (emoji(m[1]).startsWith(':') ? m[0] : h('span', { class: 'emoji', title: m[0] }, emoji(m[1])))],
]

function inlineLinks(text) {
  return text.split(/(<[^<>\n]+>)/).map((piece) => (piece.startsWith('<') ? special(piece.slice(1, -1)) : unescape(piece)))
}

// The pieces of `text` that some rule knows become elements; what lies between goes through `plainly`.
function scan(text, rules, plainly) {
  const out = []
  let plain = ''
  let at = 0
  next: while (at < text.length) {
    for (const [pattern, build, atEdge] of rules) {
      if (atEdge && at > 0 && /[\w*_~]/.test(text[at - 1])) continue
      pattern.lastIndex = at
      const found = pattern.exec(text)
      if (!found) continue
      const end = pattern.lastIndex
      if (plain) out.push(plainly(plain))
      plain = ''
      out.push(build(found))
      at = end
      continue next
    }
    plain += text[at]
    at += 1
  }
  if (plain) out.push(plainly(plain))
  return out
}

export const inline = (text) => scan(text, RULES, unescape)

export function mrkdwn(text) {
  const out = []
  text.split(/```\n?([\s\S]*?)\n?```/).forEach((piece, place) => {
    if (place % 2) { out.push(h('pre', {}, ...inlineLinks(piece))); return }
    let quoted = []
    const lines = piece.split('\n')
    const flush = () => { if (quoted.length) out.push(h('blockquote', {}, ...broken(quoted))); quoted = [] }
    let plain = []
    const say = () => { if (plain.length) out.push(h('div', { class: 'line' }, ...broken(plain))); plain = [] }
    for (const line of lines) {
      const quote = line.match(/^(?:&gt;|>) ?(.*)$/)
      if (quote) { say(); quoted.push(quote[1]) } else { flush(); plain.push(line) }
    }
    flush(); say()
  })
  return out
}

const broken = (lines) => lines.flatMap((line, at) => [...(at ? [h('br')] : []), ...inline(line)])

export function textObject(value) {
  if (!value) return []
  return value.type === 'mrkdwn' ? mrkdwn(value.text) : withEmoji(value.text)
}

export function withEmoji(text) {
  return text.split(/(:[a-z0-9_+-]+:)/).map((piece) => {
    const found = piece.match(/^:([a-z0-9_+-]+):$/)
    return found && !emoji(found[1]).startsWith(':') ? h('span', { class: 'emoji' }, emoji(found[1])) : piece
  }).flatMap((piece) => (typeof piece === 'string' ? piece.split('\n').flatMap((line, at) => [...(at ? [h('br')] : []), line]) : [piece]))
}

// Markdown blocks: the part of Markdown that bots use.
export function markdown(text) {
  const out = []
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]
    const heading = line.match(/^(#{1,6}) (.*)$/)
    if (/^```/.test(line)) {
      const code = []
      for (at += 1; at < lines.length && !/^```/.test(lines[at]); at += 1) code.push(lines[at])
      out.push(h('pre', {}, code.join('\n')))
    } else if (heading) {
      out.push(h('p', { class: `md-h h${heading[1].length}` }, ...md(heading[2])))
    } else if (/^\s*([-*+]|\d+\.) /.test(line)) {
      const ordered = /^\s*\d/.test(line)
      const items = []
      for (; at < lines.length && /^\s*([-*+]|\d+\.) /.test(lines[at]); at += 1) items.push(h('li', {}, ...md(lines[at].replace(/^\s*([-*+]|\d+\.) (\[.\] )?/, ''))))
      at -= 1
      out.push(h(ordered ? 'ol' : 'ul', {}, items))
    } else if (/^\|.*\|$/.test(line) && /^\|[ :|-]+\|$/.test(lines[at + 1] || '')) {
      const cells = (row) => row.slice(1, -1).split('|').map((one) => one.trim())
      const head = cells(line)
      const rows = []
      for (at += 2; at < lines.length && /^\|.*\|$/.test(lines[at]); at += 1) rows.push(cells(lines[at]))
      at -= 1
      out.push(h('div', { class: 'scroll-x' }, h('table', { class: 'table' }, h('thead', {}, h('tr', {}, head.map((one) => h('th', {}, ...md(one))))), h('tbody', {}, rows.map((row) => h('tr', {}, row.map((one) => h('td', {}, ...md(one)))))))))
    } else if (/^> ?/.test(line)) {
      out.push(h('blockquote', {}, ...md(line.replace(/^> ?/, ''))))
    } else if (/^(-{3,}|\*{3,})$/.test(line)) {
      out.push(h('hr'))
    } else if (line.trim()) {
      out.push(h('p', { class: 'line' }, ...md(line)))
    }
  }
  return out
}

const MD = [
  [/`([^`]+)`/y, (m) => h('code', {}, m[1])],
  [/\[([^\]]+)\]\(([^()\s]+)\)/y, (m) => anchor(m[2], ...md(m[1]))],
  [/<([@#!][^<>\n]+|https?:[^<>\n]+)>/y, (m) => special(m[1])],
  [/\*\*(.+?)\*\*/y, (m) => h('strong', {}, ...md(m[1]))],
  [/\*(?=\S)(.+?)\*/y, (m) => h('em', {}, ...md(m[1]))],
  [/(?<!\w)_(?=\S)(.+?)_(?!\w)/y, (m) => h('em', {}, ...md(m[1]))],
  [/~~(.+?)~~/y, (m) => h('s', {}, ...md(m[1]))],
  [/:([a-z0-9_+-]+):/y, (m) => (emoji(m[1]).startsWith(':') ? m[0] : emoji(m[1]))],
  [/\\([\\`*_{}[\]()#+.!~>|-])/y, (m) => m[1]],
]

const md = (text) => scan(text, MD, (plain) => plain)

// Dates, in the zone of whoever is acted as.
const zoned = (options) => new Intl.DateTimeFormat('en-GB', { timeZone: store.zone(), ...options })

export function when(ms, form, zone = store.zone()) {
  const shapes = {
    time: { hour: '2-digit', minute: '2-digit' },
    day: { weekday: 'long', day: 'numeric', month: 'long' },
    short: { weekday: 'short', day: 'numeric', month: 'short' },
    full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    key: { year: 'numeric', month: '2-digit', day: '2-digit' },
  }
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...shapes[form] }).format(new Date(ms))
}

// What relative dates are reckoned from: they are drawn anew when it changes.
export const reckoned = () => `${when(store.now(), 'key')} ${when(store.now(), 'time').slice(0, 2)}`

export function near(ms) {
  const today = store.now()
  const key = when(ms, 'key')
  if (key === when(today, 'key')) return 'today'
  if (key === when(today - 864e5, 'key')) return 'yesterday'
  if (key === when(today + 864e5, 'key')) return 'tomorrow'
  return null
}

export function dated(seconds, form) {
  const ms = seconds * 1000
  const date = (options) => zoned(options).format(new Date(ms))
  const long = date({ day: 'numeric', month: 'long', year: 'numeric' })
  const full = date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const short = date({ day: 'numeric', month: 'short', year: 'numeric' })
  const forms = {
    date_num: new Intl.DateTimeFormat('sv-SE', { timeZone: store.zone() }).format(new Date(ms)), date: long, date_slash: date({ day: '2-digit', month: '2-digit', year: 'numeric' }), date_long: full, date_long_full: full, date_short: short,
    date_pretty: near(ms) || long, date_long_pretty: near(ms) || full, date_short_pretty: near(ms) || short, day_divider_pretty: near(ms) || date({ weekday: 'long', day: 'numeric', month: 'long' }),
    time: date({ hour: '2-digit', minute: '2-digit' }), time_secs: date({ hour: '2-digit', minute: '2-digit', second: '2-digit' }), ago: ago(store.now() - ms),
  }
  return unescape(form).replace(/\{(\w+)\}/g, (whole, name) => forms[name] ?? whole)
}

export function ago(ms) {
  const size = Math.abs(ms) / 1000
  for (const [unit, length] of [['day', 86400], ['hour', 3600], ['minute', 60]]) {
    if (size >= length) {
      const count = Math.floor(size / length)
      const words = `${count} ${unit}${count === 1 ? '' : 's'}`
      return ms >= 0 ? `${words} ago` : `in ${words}`
    }
  }
  return 'just now'
}
