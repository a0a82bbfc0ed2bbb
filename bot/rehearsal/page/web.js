// "The web": the sample sites, and what their editors can do.

import { draw, h, icon, toast } from './dom.js'
import { store } from './store.js'

const EDITS = [
  ['nofollow', 'Add nofollow', 'the link gets rel="nofollow"'],
  ['other_anchor', 'Change the anchor', 'other words for the same link'],
  ['other_page', 'Link another page', 'pricing instead of the guide'],
  ['removed', 'Remove the link', 'the sentence goes away'],
]
const TROUBLES = [
  ['', 'Page works'],
  ['blocked', 'Site blocks us (403)'],
  ['challenge', 'Cloudflare challenge'],
  ['down', 'Server down (500)'],
  ['gone', 'Page deleted (404)'],
]
let open = null

export function drawWeb(point) {
  const region = document.getElementById('web')
  if (open === null) open = store.s.web[0]?.pages[0]?.address || ''
  if (point) open = point.page
  draw(region, [store.s.web, open, point, store.s.me], () => [
    h('header', {}, icon('globe'), h('h2', {}, 'The web'), h('p', {}, 'Be the editor. The bot looks by itself.')),
    h('div', { class: 'sites' }, store.s.web.flatMap((site) => site.pages.map((page) => [site, page])).filter(([, page]) => !page.own).map(([site, page]) => card(site, page, point))),
    own(),
  ])
}

const act = (name, said) => store.act(name, said).catch((refusal) => toast(refusal.message))

function card(site, page, point) {
  const shown = page.address === open
  const made = h('section', { class: `site${shown ? ' open' : ''}`, 'aria-label': page.address },
    h('button', { type: 'button', class: 'bar', 'aria-expanded': String(shown), data: { key: `bar/${page.address}` }, onclick: () => { open = shown ? '' : page.address; drawWeb() } },
      h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
      h('span', { class: 'address' }, page.address),
      pill(page)),
    shown ? [paper(site, page), switches(page, point)] : h('p', { class: 'summary' }, page.summary))
  made.style.setProperty('--brand', site.color)
  return made
}

function pill(page) {
  const good = page.status === 200
  const words = page.trouble ? String(page.status) : !good ? 'draft' : page.link ? (page.link[2] ? 'nofollow' : 'link up') : 'no link'
  return h('span', { class: `pill ${page.trouble ? 'bad' : page.link ? 'good' : ''}` }, words)
}

// The page in miniature: what a visitor would find there now.
function paper(site, page) {
  let inner
  if (page.trouble === 'challenge') inner = [h('b', {}, 'Just a moment…'), h('p', {}, '☐ Verify you are human')]
  else if (page.trouble === 'blocked') inner = [h('b', {}, '403'), h('p', {}, 'Automated requests are not welcome here.')]
  else if (page.trouble === 'down') inner = [h('b', {}, '500'), h('p', {}, 'Our servers are having a bad morning.')]
  else if (page.trouble === 'gone') inner = [h('b', {}, '404'), h('p', {}, 'There is nothing here.')]
  else if (page.status === 404) inner = [h('b', {}, 'Draft'), h('p', {}, `“${page.title}” is waiting in the editor’s drafts.`)]
  else {
    const link = page.link && h('a', { href: page.link[0].replace('https://', '/web/'), target: '_blank', rel: 'noopener', title: page.link[0] }, page.link[1])
    inner = [h('b', {}, page.title), h('span', { class: 'lines', 'aria-hidden': 'true' }, h('i'), h('i')),
      link ? h('p', {}, `${page.before} `, link, page.link[2] ? h('code', {}, ' rel=nofollow') : null, ` ${page.after}`) : h('p', { class: 'dim' }, 'No link to acme.example.'),
      link ? h('p', { class: 'to' }, `→ ${page.link[0].replace('https://', '')}`) : null]
  }
  return h('div', { class: `paper${page.trouble ? ' bad' : ''}` }, h('div', { class: 'masthead' }, site.name), h('div', { class: 'story' }, inner))
}

function switches(page, point) {
  const on = page.switches
  const up = on.published && !on.removed
  const pointed = point && point.page === page.address && !up
  return h('div', { class: 'switches' },
    h('button', {
      type: 'button', class: `publish${up ? ' done' : ''}${pointed ? ' pointed' : ''}`, data: { key: `publish/${page.address}` }, 'aria-pressed': String(up),
      onclick: () => act('switch', { page: page.address, name: 'published', on: !up }),
    }, icon('check'), up ? 'The link is published' : page.post ? 'The editor publishes the post' : 'The editor publishes the link'),
    h('fieldset', {}, h('legend', {}, 'The editor'), EDITS.map(([name, words, more]) => h('label', { title: more },
      h('input', { type: 'checkbox', role: 'switch', checked: on[name], disabled: !up && !(on.published && name === 'removed'), data: { key: `${name}/${page.address}` }, onchange: (event) => act('switch', { page: page.address, name, on: event.target.checked }) }), words))),
    h('label', { class: 'server' }, h('span', {}, 'The server'), h('select', {
      data: { key: `server/${page.address}` },
      onchange: (event) => (event.target.value ? act('switch', { page: page.address, name: event.target.value, on: true }) : act('switch', { page: page.address, name: page.trouble, on: false })),
    }, TROUBLES.map(([value, words]) => h('option', { value, selected: value === (page.trouble || '') }, words)))),
    h('div', { class: 'row' },
      h('a', { class: 'open', href: `/web/${page.address}`, target: '_blank', rel: 'noopener' }, 'Open page', icon('out')),
      h('button', { type: 'button', class: 'plain', onclick: () => act('reset', { page: page.address }) }, 'Start over')))
}

function own() {
  const sites = store.s.web.filter((site) => site.pages.every((page) => page.own))
  if (!sites.length) return null
  return h('div', { class: 'ours' }, h('h3', {}, 'Our own site'), sites.flatMap((site) => site.pages.map((page) => h('a', { href: `/web/${page.address}`, target: '_blank', rel: 'noopener' }, page.address))))
}
