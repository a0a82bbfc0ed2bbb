// Block Kit's blocks as elements.

import { h, svg } from './dom.js'
import { element, picture } from './elements.js'
import { anchor, channelName, dated, emoji, markdown, mrkdwn, person, textObject, withEmoji } from './text.js'

// `holder(block)` gives what the controls of one block hold.
export function blocks(list, holder) {
  return list.map((one) => block(one, holder))
}

function block(one, holder) {
  const build = KINDS[one.type]
  const made = build ? build(one, holder) : h('div', { class: 'unknown' }, `A ${one.type} block`)
  made.classList.add('block', `b-${one.type}`)
  return made
}

const KINDS = {
  section: (one, holder) => h('div', {},
    h('div', { class: 'grow' },
      one.text ? h('div', { class: 'words' }, ...textObject(one.text)) : null,
      one.fields ? h('div', { class: 'fields' }, one.fields.map((each) => h('div', {}, ...textObject(each)))) : null),
    one.accessory ? h('div', { class: 'accessory' }, element(one.accessory, holder(one))) : null),
  header: (one) => h('h3', {}, ...textObject(one.text)),
  divider: () => h('hr'),
  context: (one) => h('div', {}, one.elements.map((each) => (each.type === 'image' ? picture(each) : h('span', {}, ...textObject(each))))),
  actions: (one, holder) => h('div', {}, one.elements.map((each) => element(each, holder(one)))),
  context_actions: (one, holder) => h('div', {}, one.elements.map((each) => (each.type === 'feedback_buttons'
    ? [each.positive_button, each.negative_button].map((half) => element({ ...half, type: 'button', action_id: each.action_id }, holder(one)))
    : element(each, holder(one))))),
  input: (one, holder) => {
    const held = holder(one)
    return h('div', { data: { block: one.block_id } },
      h('div', { class: 'label' }, ...withEmoji(one.label.text), one.optional ? h('span', { class: 'optional' }, ' (optional)') : null),
      element(one.element, { ...held, label: one.label.text, required: !one.optional, live: Boolean(one.dispatch_action) }),
      one.hint ? h('div', { class: 'hint' }, ...withEmoji(one.hint.text)) : null,
      h('div', { class: 'error', role: 'alert' }))
  },
  image: (one) => h('figure', {}, one.title ? h('figcaption', {}, one.title.text) : null, picture(one)),
  markdown: (one) => h('div', {}, ...markdown(one.text)),
  rich_text: (one) => h('div', {}, ...one.elements.flatMap(rich)),
  table: (one) => table(one.rows, one.column_settings || [], null),
  data_table: (one) => dataTable(one),
  data_visualization: (one) => chart(one),
  alert: (one) => { const made = h('div', { role: 'alert' }, ...textObject(one.text)); made.classList.add(one.level || 'default'); return made },
  card: (one, holder) => card(one, holder),
  carousel: (one, holder) => h('div', {}, one.elements.map((each) => block(each, holder))),
  container: (one, holder) => h('div', {}, one.title ? h('strong', {}, one.title.text) : null, one.subtitle ? h('small', {}, one.subtitle.text) : null, blocks(one.child_blocks, holder)),
  video: (one) => h('div', {}, anchor(one.title_url || one.video_url, `▶ ${one.title.text}`)),
  file: () => h('div', {}, 'A file'),
}

function card(one, holder) {
  return h('div', {},
    one.hero_image ? picture(one.hero_image) : null,
    one.title ? h('strong', {}, ...textObject(one.title)) : null,
    one.subtitle ? h('small', {}, ...textObject(one.subtitle)) : null,
    one.body ? h('p', {}, ...textObject(one.body)) : null,
    one.actions ? h('div', { class: 'b-actions' }, one.actions.map((each) => element(each, holder(one)))) : null)
}

function rich(part) {
  if (part.type === 'rich_text_list') {
    const made = h(part.style === 'ordered' ? 'ol' : 'ul', part.style === 'ordered' && part.offset ? { start: part.offset + 1 } : {}, part.elements.map((line) => h('li', {}, ...pieces(line.elements))))
    if (part.indent) made.style.marginLeft = `${part.indent * 1.2}rem`
    return [made]
  }
  if (part.type === 'rich_text_quote') return [h('blockquote', {}, ...pieces(part.elements))]
  if (part.type === 'rich_text_preformatted') return [h('pre', {}, ...pieces(part.elements))]
  return [h('div', { class: 'line' }, ...pieces(part.elements))]
}

function pieces(list) {
  return list.map((one) => {
    let made = piece(one)
    for (const [name, tag] of [['bold', 'strong'], ['italic', 'em'], ['strike', 's'], ['code', 'code'], ['underline', 'u']]) if (one.style && one.style[name]) made = [h(tag, {}, ...[made].flat())]
    return made
  }).flat(3)
}

function piece(one) {
  switch (one.type) {
    case 'text': return one.text.split('\n').flatMap((line, at) => [...(at ? [h('br')] : []), line])
    case 'link': return [anchor(one.url, one.text || one.url)]
    case 'user': return [person(one.user_id)]
    case 'channel': return [channelName(one.channel_id)]
    case 'emoji': return [emoji(one.name)]
    case 'broadcast': return [h('span', { class: 'mention all' }, `@${one.range}`)]
    case 'date': return [h('time', {}, dated(one.timestamp, one.format))]
    default: return [one.text || '']
  }
}

const said = (cell) => (cell.type === 'rich_text' ? cell.elements.flatMap((part) => (part.elements || []).map((one) => one.text || '')).join('') : String(cell.text ?? cell.value ?? ''))

function cellOf(one, settings, tag) {
  const align = settings?.align || (one.type === 'raw_number' ? 'right' : null)
  const inner = one.type === 'rich_text' ? one.elements.flatMap(rich) : [said(one)]
  return h(tag, { class: [align && `to-${align}`, settings?.is_wrapped && 'wrap'].filter(Boolean).join(' ') }, ...inner)
}

// A table that sorts by the column whose heading is pressed, and shows `page_size` rows at once.
function dataTable(one) {
  const [heads, ...rows] = one.rows
  const size = one.page_size || 5
  let [by, down, from] = [-1, false, 0]
  const made = h('div', {})
  const sorted = () => {
    if (by < 0) return rows
    const numbers = rows.every((row) => row[by].type === 'raw_number')
    const order = (a, b) => (numbers ? a[by].value - b[by].value : said(a[by]).localeCompare(said(b[by])))
    return [...rows].sort((a, b) => (down ? -order(a, b) : order(a, b)))
  }
  const head = (cell, at) => h('th', { 'aria-sort': at === by ? (down ? 'descending' : 'ascending') : 'none' },
    h('button', { type: 'button', class: 'sort', onclick: () => { down = at === by && !down; by = at; from = 0; paint() } }, said(cell), at === by ? (down ? ' ↓' : ' ↑') : ''))
  const turn = (words, to, possible) => h('button', { type: 'button', class: 'btn', disabled: !possible, onclick: () => { from = to; paint() } }, words)
  function paint() {
    const shown = sorted().slice(from, from + size)
    made.replaceChildren(h('div', { class: 'scroll-x' }, h('table', { class: 'table' },
      h('caption', {}, one.caption),
      h('thead', {}, h('tr', {}, heads.map(head))),
      h('tbody', {}, shown.map((row) => h('tr', {}, row.map((cell, at) => cellOf(cell, null, at === (one.row_header_column_index ?? 0) ? 'th' : 'td'))))))),
    ...(rows.length > size ? [h('div', { class: 'row turn' }, turn('Previous', from - size, from > 0), h('span', { class: 'dim' }, `${from + 1}–${from + shown.length} of ${rows.length}`), turn('Next', from + size, from + size < rows.length))] : []))
  }
  paint()
  return made
}

function table(rows, settings, caption) {
  const cell = (one, at, tag) => cellOf(one, settings[at], tag)
  return h('div', { class: 'scroll-x' }, h('table', { class: 'table' },
    caption ? h('caption', {}, caption) : null,
    h('thead', {}, h('tr', {}, rows[0].map((one, at) => cell(one, at, 'th')))),
    h('tbody', {}, rows.slice(1).map((row) => h('tr', {}, row.map((one, at) => cell(one, at, 'td')))))))
}

// Charts: small, labelled, and told in words for those who don't see them.
function chart(one) {
  const { chart: data, title } = one
  const series = data.type === 'pie' ? [{ name: title, data: data.segments }] : data.series
  const words = series.map((each) => `${each.name}: ${each.data.map((point) => `${point.label} ${point.value}`).join(', ')}`).join('; ')
  const drawing = data.type === 'pie' ? pie(data.segments) : plot(data)
  const names = data.type === 'pie' ? data.segments.map((each) => `${each.label} · ${each.value}`) : data.series.map((each) => each.name)
  return h('figure', {}, h('figcaption', {}, title), h('div', { role: 'img', 'aria-label': words }, drawing),
    h('ul', { class: 'legend' }, names.map((name, at) => h('li', { class: `c${at % 6}` }, name))))
}

function plot({ type, series, axis_config: axes }) {
  const [wide, high, left, low] = [520, 200, 36, 24]
  const names = axes.categories
  const most = Math.max(1, ...series.flatMap((each) => each.data.map((point) => point.value)))
  const top = Number.isInteger(most) ? most + (most % 2) : most // whole things are counted in whole steps
  const value = (each, name) => each.data.find((point) => point.label === name)?.value ?? 0
  const y = (number) => high - low - (number / top) * (high - low - 12)
  const step = (wide - left) / names.length
  const parts = [0, 0.5, 1].map((share) => [svg('line', { x1: left, x2: wide, y1: y(top * share), y2: y(top * share), class: 'grid' }), text(left - 6, y(top * share) + 4, String(Math.round(top * share * 10) / 10), 'end')]).flat()
  names.forEach((name, at) => { if (names.length <= 12 || at % 2 === 0) parts.push(text(left + step * (at + 0.5), high - 6, name, 'middle')) })
  series.forEach((each, number) => {
    if (type === 'bar') {
      const width = Math.min(26, (step * 0.7) / series.length)
      names.forEach((name, at) => {
        const height = high - low - y(value(each, name))
        parts.push(svg('rect', { x: left + step * (at + 0.5) + width * (number - series.length / 2) + 1, y: y(value(each, name)), width: width - 2, height: Math.max(height, 0.5), rx: 3, class: `c${number % 6}` }))
      })
    } else {
      const points = names.map((name, at) => `${left + step * (at + 0.5)},${y(value(each, name))}`)
      if (type === 'area') parts.push(svg('polygon', { points: [`${left + step / 2},${high - low}`, ...points, `${wide - step / 2},${high - low}`].join(' '), class: `area c${number % 6}` }))
      parts.push(svg('polyline', { points: points.join(' '), class: `curve c${number % 6}` }))
    }
  })
  return svg('svg', { viewBox: `0 0 ${wide} ${high}`, class: 'chart' }, ...parts)
}

function text(x, y, words, anchor_) {
  return svg('text', { x, y, 'text-anchor': anchor_ }, words)
}

function pie(segments) {
  const whole = segments.reduce((sum, each) => sum + each.value, 0) || 1
  let at = 0
  const parts = segments.map((each, number) => {
    const share = each.value / whole
    const made = svg('circle', { cx: 50, cy: 50, r: 25, class: `slice c${number % 6}`, 'stroke-dasharray': `${share * 157.08} 157.08`, 'stroke-dashoffset': String(-at * 157.08) })
    at += share
    return made
  })
  return svg('svg', { viewBox: '0 0 100 100', class: 'chart pie' }, ...parts)
}

export { mrkdwn }
