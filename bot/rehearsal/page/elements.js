// Block Kit's elements as native controls. A holder says what a control holds and hears what is chosen.

import { h, icon, menu } from './dom.js'
import { store } from './store.js'
import { textObject, withEmoji } from './text.js'

const label = (value) => (value ? value.text : '')
const optionsOf = (el) => [...(el.options || []), ...(el.option_groups || []).flatMap((group) => group.options)]

// Asks "are you sure?" where a confirm object says so.
function sure(confirm) {
  if (!confirm) return Promise.resolve(true)
  return new Promise((resolve) => {
    const box = h('dialog', { class: 'confirm', onclose: () => { box.remove(); resolve(box.returnValue === 'yes') } },
      h('form', { method: 'dialog' },
        h('h2', {}, label(confirm.title)),
        h('div', {}, ...textObject(confirm.text)),
        h('div', { class: 'row end' },
          h('button', { class: 'btn', value: 'no' }, label(confirm.deny)),
          h('button', { class: `btn ${confirm.style === 'danger' ? 'danger' : 'primary'}`, value: 'yes' }, label(confirm.confirm)))))
    document.body.append(box)
    box.showModal()
  })
}

export function element(el, holder) {
  const build = KINDS[el.type]
  return build ? build(el, holder) : h('span', { class: 'unknown' }, `(${el.type})`)
}

function button(el, holder) {
  const made = h('button', {
    type: 'button', class: `btn ${el.style || ''}`, data: { key: `${holder.block}/${el.action_id}/${el.value || ''}` }, 'aria-label': el.accessibility_label,
    onclick: async () => {
      if (!(await sure(el.confirm))) return
      if (el.url && /^https?:/.test(el.url)) open(store.s.web.some((site) => el.url.includes(`//${site.host}/`)) ? `/web/${el.url.split('//')[1]}` : el.url, '_blank', 'noopener')
      await holder.press(el, undefined, made)
    },
  }, ...withEmoji(label(el.text)))
  return made
}

function select(el, holder, choices, initial) {
  const held = holder.get(el) ?? initial ?? null
  const chosen = held && typeof held === 'object' ? held.value : held
  const option = ([value, words]) => h('option', { value, selected: value === chosen }, words)
  const made = h('select', {
    class: 'field', data: { key: `${holder.block}/${el.action_id}` }, 'aria-label': holder.label || label(el.placeholder) || 'Choose', autofocus: el.focus_on_load,
    onchange: async () => {
      if (!(await sure(el.confirm))) { made.value = chosen || ''; return }
      holder.change(el, made.value || null, made)
    },
  }, h('option', { value: '', selected: !chosen, disabled: holder.required && Boolean(chosen) }, label(el.placeholder) || 'Choose an option'),
  choices.map((one) => (one.group ? h('optgroup', { label: one.group }, one.items.map(option)) : option(one))))
  return made
}

const staticChoices = (el) => (el.option_groups
  ? el.option_groups.map((group) => ({ group: label(group.label), items: group.options.map((one) => [one.value, label(one.text)]) }))
  : el.options.map((one) => [one.value, label(one.text)]))
const people = () => store.s.people.map((one) => [one.id, one.is_bot ? `${one.real_name} (app)` : one.real_name])
const channels = () => store.s.channels.filter((one) => one.kind !== 'im').map((one) => [one.id, `#${one.name}`])

function multi(el, holder, choices, initial) {
  const held = new Set((holder.get(el) ?? initial ?? []).map((one) => (typeof one === 'object' ? one.value : one)))
  const boxes = choices.flatMap((one) => (one.group ? [h('p', { class: 'group' }, one.group), ...one.items.map(box)] : [box(one)]))
  const shown = h('summary', { class: 'field' })
  function box([value, words]) {
    return h('label', { class: 'pick' }, h('input', { type: 'checkbox', checked: held.has(value), onchange: (event) => {
      if (event.target.checked && el.max_selected_items && held.size >= el.max_selected_items) { event.target.checked = false; return }
      held[event.target.checked ? 'add' : 'delete'](value)
      say(); holder.change(el, [...held], shown)
    } }), words)
  }
  const all = choices.flatMap((one) => (one.group ? one.items : [one]))
  function say() { shown.textContent = all.filter(([value]) => held.has(value)).map(([, words]) => words).join(', ') || label(el.placeholder) || 'Choose options' }
  say()
  return h('details', { class: 'multi' }, shown, h('div', { class: 'picks' }, boxes))
}

// A search field over what the app suggests.
let listId = 0
function external(el, holder, many) {
  const id = `suggestions-${listId += 1}`
  let chosen = many ? [...(holder.get(el) ?? el.initial_options ?? [])] : holder.get(el) ?? el.initial_option ?? null
  let timer = 0
  let at = -1
  let offered = []
  const tags = h('span', { class: 'tags' })
  const list = h('ul', { class: 'offers', id, role: 'listbox', hidden: true })
  const input = h('input', {
    class: 'field', type: 'text', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': id, autocomplete: 'off', placeholder: label(el.placeholder) || 'Type to search', 'aria-label': holder.label || label(el.placeholder),
    oninput: () => { clearTimeout(timer); timer = setTimeout(ask, 150) },
    onfocus: () => { input.select(); ask() },
    onblur: () => setTimeout(close, 150),
    onkeydown: (event) => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        at = Math.max(0, Math.min(offered.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)))
        paint(); event.preventDefault()
      } else if (event.key === 'Enter' && at >= 0) { pick(offered[at]); event.preventDefault() }
      else if (event.key === 'Escape' && !list.hidden) { close(); event.stopPropagation(); event.preventDefault() }
    },
  })
  async function ask() {
    // What is chosen already is no search: as in Slack, the field then offers as if nothing was typed.
    const words = !many && chosen && input.value === label(chosen.text) ? '' : input.value
    if (words.length < (el.min_query_length ?? 3)) { close(); return }
    try { offered = (await holder.suggest(el, words)).options } catch { offered = [] }
    at = offered.length ? 0 : -1
    paint()
    list.hidden = false
    input.setAttribute('aria-expanded', 'true')
  }
  function paint() {
    list.replaceChildren(...(offered.length
      ? offered.map((one, place) => h('li', { role: 'option', 'aria-selected': String(place === at), onpointerdown: (event) => { event.preventDefault(); pick(one) } }, label(one.text), one.description ? h('span', {}, label(one.description)) : null))
      : [h('li', { class: 'none' }, 'Nothing found')]))
  }
  function close() { list.hidden = true; input.setAttribute('aria-expanded', 'false') }
  function pick(one) {
    if (many) { if (!chosen.some((each) => each.value === one.value)) chosen.push(one); input.value = '' } else { chosen = one }
    close(); show(); holder.change(el, chosen, input)
  }
  function show() {
    if (!many) { input.value = chosen ? label(chosen.text) : ''; return }
    tags.replaceChildren(...chosen.map((one) => h('button', { type: 'button', class: 'tag', 'aria-label': `Remove ${label(one.text)}`, onclick: () => { chosen = chosen.filter((each) => each !== one); show(); holder.change(el, chosen, input) } }, label(one.text), ' ×')))
  }
  show()
  return h('div', { class: 'external' }, tags, input, list)
}

function choices(el, holder, type) {
  const many = type === 'checkbox'
  const initial = many ? el.initial_options || [] : el.initial_option ? [el.initial_option] : []
  const given = holder.get(el)
  const held = given === undefined || given === null ? initial : [given].flat()
  const chosen = new Set(held.map((one) => (typeof one === 'object' ? one.value : one)))
  const name = `${holder.block}-${el.action_id}-${listId += 1}`
  return h('div', { class: 'choices', role: many ? 'group' : 'radiogroup', 'aria-label': holder.label }, el.options.map((one) => h('label', { class: 'choice' },
    h('input', { type, name, checked: chosen.has(one.value), onchange: (event) => {
      if (many) { chosen[event.target.checked ? 'add' : 'delete'](one.value) } else { chosen.clear(); chosen.add(one.value) }
      holder.change(el, many ? [...chosen] : one.value, event.target)
    } }),
    h('span', {}, ...textObject(one.text), one.description ? h('small', {}, ...textObject(one.description)) : null))))
}

function input(el, holder, type, initial, extra = {}) {
  const multiline = el.multiline
  let sent = String(holder.get(el) ?? initial ?? '')
  const made = h(multiline ? 'textarea' : 'input', {
    class: 'field', ...(multiline ? { rows: 4 } : { type }), value: sent, placeholder: label(el.placeholder), 'aria-label': holder.label,
    maxLength: el.max_length || 3000, autofocus: el.focus_on_load, data: { key: `${holder.block}/${el.action_id}` }, ...extra,
    oninput: () => holder.keep(el, made.value),
    onchange: () => { if (made.value !== sent) { sent = made.value; holder.change(el, made.value || null, made) } },
  })
  return made
}

const moment = (seconds) => {
  if (!seconds) return ''
  return new Intl.DateTimeFormat('sv-SE', { timeZone: store.zone(), dateStyle: 'short', timeStyle: 'short' }).format(new Date(seconds * 1000)).replace(' ', 'T')
}

// The moment that a wall clock in the acting person's zone shows `text`.
function fromWall(text) {
  if (!text) return null
  const asUtc = Date.parse(`${text}:00Z`)
  const shown = Date.parse(`${moment(asUtc / 1000)}:00Z`)
  return Math.round((asUtc - (shown - asUtc)) / 1000)
}

const KINDS = {
  button,
  workflow_button: button,
  icon_button: button,
  overflow: (el, holder) => {
    const made = h('button', { type: 'button', class: 'btn more', 'aria-label': 'More actions', 'aria-haspopup': 'menu', onclick: () => menu(made, el.options.map((one) => [label(one.text), async () => {
      if (await sure(el.confirm)) holder.press(el, one.value, made)
    }])) }, icon('dots'))
    return made
  },
  image: (el) => picture(el),
  static_select: (el, holder) => select(el, holder, staticChoices(el), el.initial_option),
  users_select: (el, holder) => select(el, holder, people(), el.initial_user),
  channels_select: (el, holder) => select(el, holder, channels(), el.initial_channel),
  conversations_select: (el, holder) => select(el, holder, channels(), el.initial_conversation || (el.default_to_current_conversation ? store.channel : null)),
  multi_static_select: (el, holder) => multi(el, holder, staticChoices(el), el.initial_options),
  multi_users_select: (el, holder) => multi(el, holder, people(), el.initial_users),
  multi_channels_select: (el, holder) => multi(el, holder, channels(), el.initial_channels),
  multi_conversations_select: (el, holder) => multi(el, holder, channels(), el.initial_conversations),
  external_select: (el, holder) => external(el, holder, false),
  multi_external_select: (el, holder) => external(el, holder, true),
  checkboxes: (el, holder) => choices(el, holder, 'checkbox'),
  radio_buttons: (el, holder) => choices(el, holder, 'radio'),
  datepicker: (el, holder) => input(el, holder, 'date', el.initial_date, { maxLength: 99 }),
  timepicker: (el, holder) => input(el, holder, 'time', el.initial_time, { maxLength: 99 }),
  datetimepicker: (el, holder) => {
    const wall = { ...holder, get: () => moment(holder.get(el) ?? el.initial_date_time), keep: (one, value) => holder.keep(one, fromWall(value)), change: (one, value, made) => holder.change(one, fromWall(value), made) }
    return input(el, wall, 'datetime-local', '', { maxLength: 99 })
  },
  plain_text_input: (el, holder) => input(el, holder, 'text', el.initial_value),
  email_text_input: (el, holder) => input(el, holder, 'email', el.initial_value),
  url_text_input: (el, holder) => input(el, holder, 'url', el.initial_value),
  number_input: (el, holder) => input(el, holder, 'number', el.initial_value, { step: el.is_decimal_allowed ? 'any' : '1', min: el.min_value ?? '', max: el.max_value ?? '', maxLength: 99 }),
}

export function picture(el) {
  const file = el.slack_file && (el.slack_file.url || `/files-pri/${store.s.team.id}-${el.slack_file.id}/`)
  const from = file && new URL(file, location.href)
  if (from && from.origin === location.origin) return h('img', { src: from.pathname, alt: el.alt_text, loading: 'lazy' })
  return h('span', { class: 'no-image', title: el.image_url }, `🖼 ${el.alt_text}`)
}

// What a control holds, from the state that Slack keeps for it.
export function fromState(kept) {
  if (!kept) return undefined
  const entry = Object.entries(kept).find(([name]) => name !== 'type')
  return entry ? entry[1] : undefined
}

export { optionsOf }
