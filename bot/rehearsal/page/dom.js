// Building the page: elements from values, never from markup.

const SVG = 'http://www.w3.org/2000/svg'

export function h(tag, props = {}, ...children) {
  const el = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue
    if (name === 'class') el.className = value
    else if (name === 'data') Object.assign(el.dataset, value)
    else if (name === 'style') for (const [key, one] of Object.entries(value)) el.style.setProperty(key, one)
    else if (name.startsWith('on')) el.addEventListener(name.slice(2), value)
    else if (name in el && name !== 'list' && name !== 'form') el[name] = value
    else el.setAttribute(name, value === true ? '' : value)
  }
  el.append(...children.flat(9).filter((one) => one !== null && one !== undefined && one !== false))
  return el
}

const ICONS = {
  link: ['M10 13a5 5 0 0 0 7.07 0l2.83-2.83a5 5 0 0 0-7.07-7.07L11.5 4.4', 'M14 11a5 5 0 0 0-7.07 0L4.1 13.83a5 5 0 0 0 7.07 7.07l1.3-1.3'],
  send: ['M4 12l16-8-6 17-3-7z'],
  bolt: ['M13 2 4 14h7l-1 8 9-12h-7z'],
  reply: ['M21 15a4 4 0 0 1-4 4H8l-5 3V7a4 4 0 0 1 4-4h10a4 4 0 0 1 4 4z'],
  dots: ['M5 12h.01', 'M12 12h.01', 'M19 12h.01'],
  close: ['M6 6l12 12', 'M18 6 6 18'],
  clip: ['M21 11.5 12.5 20a5.5 5.5 0 0 1-7.8-7.8l8.9-8.8a3.7 3.7 0 0 1 5.2 5.2l-8.9 8.8a1.8 1.8 0 0 1-2.6-2.6l8.2-8.1'],
  mail: ['M3 6h18v12H3z', 'M3 7l9 6 9-6'],
  smile: ['M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z', 'M8.5 14.5a4.5 4.5 0 0 0 7 0', 'M9 9.5h.01', 'M15 9.5h.01'],
  eye: ['M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z', 'M12 14.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2z'],
  clock: ['M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z', 'M12 7v5l3.2 2'],
  check: ['M5 12.5 10 17 19 7'],
  globe: ['M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z', 'M3.4 12h17.2', 'M12 3c2.6 2.7 3.8 5.7 3.8 9s-1.2 6.3-3.8 9c-2.6-2.7-3.8-5.7-3.8-9S9.4 5.7 12 3z'],
  out: ['M14 4h6v6', 'M20 4l-9 9', 'M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5'],
  back: ['M14 6l-6 6 6 6'],
}

export function icon(name, label) {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('class', 'icon')
  if (label) { svg.setAttribute('role', 'img'); svg.setAttribute('aria-label', label) } else svg.setAttribute('aria-hidden', 'true')
  for (const d of ICONS[name]) {
    const path = document.createElementNS(SVG, 'path')
    path.setAttribute('d', d)
    svg.append(path)
  }
  return svg
}

export function svg(tag, attributes, ...children) {
  const el = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) el.setAttribute(name, value)
  el.append(...children)
  return el
}

// Redraw a region only when what it shows has changed, and keep the keyboard where it was.
const drawn = new WeakMap()
export function draw(region, key, build) {
  const made = JSON.stringify(key)
  if (drawn.get(region) === made) return false
  drawn.set(region, made)
  const focused = region.contains(document.activeElement) ? document.activeElement.dataset.key : null
  region.replaceChildren(...[build()].flat(9).filter(Boolean))
  if (focused) region.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus()
  return true
}

export function toast(words, kind = 'bad') {
  const one = h('p', { class: `toast ${kind}` }, words)
  document.getElementById('toasts').append(one)
  setTimeout(() => one.remove(), 6000)
}

// A small menu under a button; closes on choice, Escape and a click elsewhere.
export function menu(anchor, items) {
  document.querySelector('.menu')?.remove()
  const close = () => { list.remove(); document.removeEventListener('pointerdown', away, true) }
  const away = (event) => { if (!list.contains(event.target)) close() }
  const list = h('div', { class: 'menu', role: 'menu', onkeydown: (event) => {
    const all = [...list.querySelectorAll('button')]
    const at = all.indexOf(document.activeElement)
    if (event.key === 'Escape') { event.preventDefault(); close(); anchor.focus() } // not the dialog around it, too
    if (event.key === 'ArrowDown') { all[(at + 1) % all.length].focus(); event.preventDefault() }
    if (event.key === 'ArrowUp') { all[(at - 1 + all.length) % all.length].focus(); event.preventDefault() }
  } }, items.map(([label, act, kind]) => h('button', {
    type: 'button', role: 'menuitem', class: kind || '', onclick: () => { close(); act() },
  }, label)))
  const around = anchor.closest('dialog') ?? document.body // an open dialog stands above everything outside it
  around.append(list)
  const box = anchor.getBoundingClientRect()
  const left = Math.min(box.left, innerWidth - list.offsetWidth - 8)
  const below = box.bottom + list.offsetHeight + 8 < innerHeight
  list.style.left = `${Math.max(8, left)}px`
  list.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - list.offsetHeight - 4)}px`
  document.addEventListener('pointerdown', away, true)
  list.querySelector('button')?.focus()
}
