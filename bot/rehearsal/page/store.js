// What the page knows: the last picture, who acts, where they look.

const kept = (name, fallback) => { try { return localStorage.getItem(`rehearsal.${name}`) ?? fallback } catch { return fallback } }

export const store = {
  s: null,
  at: 0,
  user: kept('user', ''),
  channel: kept('channel', ''),
  app: null, // 'home' or 'messages' while the app itself is looked at
  thread: '',
  seen: {},
  onchange: () => {},
  go: () => {},

  keep(name, value) { try { localStorage.setItem(`rehearsal.${name}`, value) } catch { /* private windows may refuse */ } },
  recall: kept,
  me() { return this.person(this.s.me) },
  person(id) { return this.s?.people.find((one) => one.id === id) },
  zone() { return this.s ? this.me().tz : 'UTC' },
  now() { return this.s ? this.s.clock.now * 1000 + (performance.now() - this.at) : Date.now() },

  async load() {
    const query = new URLSearchParams({ user: this.user, channel: this.app ? 'dm' : this.channel, thread: this.thread })
    const answer = await fetch(`/rehearsal/state?${query}`)
    if (!answer.ok) throw new Error(await answer.text())
    this.s = await answer.json()
    this.at = performance.now()
    this.user = this.s.me
    if (!this.app) this.channel = this.s.channel
  },

  // Do something; resolves to the answer, or throws with words for a person.
  async act(name, said = {}) {
    const answer = await fetch(`/rehearsal/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user: this.user, ...said }),
    })
    const body = await answer.json().catch(() => ({ error: 'The rehearsal did not answer.' }))
    if (!answer.ok) throw new Error(body.error || 'That did not work.')
    return body
  },
}
