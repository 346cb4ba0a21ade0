// What is wrong with the page as it is drawn now; faults.py says what is asked.
async ({ width, rules, known, axe: file }) => {
  const faults = []
  const learnt = []
  const isKnown = new Set(known.split('\n'))
  const nextFrame = () => new Promise(requestAnimationFrame)
  const kind = (element) => `${element.localName}.${element.getAttribute('class')}`
  const place = (element) => `${kind(element)} in ${kind(element.parentElement)}`
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect()
    return element.checkVisibility() && width > 1 && height > 1  // one pixel is for ears alone
  }

  // Load axe from its file, and leave the page as it was.
  async function load() {
    const tag = Object.assign(document.createElement('script'), { src: file })
    await new Promise((loaded, failed) => {
      Object.assign(tag, { onload: loaded, onerror: failed })
      document.head.append(tag)
    })
    tag.remove()
  }

  // Ask axe, and return the elements that it could judge. No style sheet is fetched and read anew
  // for films and sound, of which no page has any.
  async function ask(where, options) {
    const how = { elementRef: true, selectors: false, iframes: false, preload: false }
    const { passes, violations } = await axe.run(where, { ...how, ...options })
    for (const { id, nodes } of violations) {
      faults.push(`${id}: ${nodes.map((node) => node.html).join(' ')}`)
    }
    const judged = [...passes, ...violations].flatMap((rule) => rule.nodes)
    return new Set(judged.map((node) => node.element))
  }

  // Return what this width shows or hides that the one before did not, by its kind and where it is.
  function changes(shown) {
    const before = globalThis.shownBefore
    const changed = (element) => element && shown.has(element) !== before.has(element)
    const all = [...document.body.querySelectorAll('*')]
    const first = all.filter((element) => changed(element) && !changed(element.parentElement))
    const verb = (element) => (shown.has(element) ? 'shows' : 'hides')
    return first.map((element) => `${width} ${verb(element)} ${place(element)}`)
  }

  // Ask every rule but contrast. Where the page was asked at another width, that is done if what
  // has changed is news; and else the rules are asked that hang on the width or the whole page.
  async function askWhatIsShown() {
    const all = { 'color-contrast': { enabled: false } }
    const elements = [...document.body.querySelectorAll('*')]
    const shown = new Set(elements.filter((element) => element.checkVisibility()))
    const news = rules === 'all' ? [] : changes(shown).filter((change) => !isKnown.has(change))
    const whole = rules === 'all' || news.length
    const options = whole ? { rules: all } : { runOnly: rules }
    await ask(document, { resultTypes: ['violations'], ...options })
    if (!faults.length) learnt.push(...news)
    globalThis.shownBefore = shown
  }

  // Return each look, what the contrast of a text depends on, with the elements that have such a
  // text. Axe can judge no text within a drawing.
  function looks() {
    const found = new Map()
    const FIELD = 'input:not([type=checkbox], [type=radio]), select'
    const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== ''
    function walk(element, behind) {
      const style = getComputedStyle(element)
      if (style.display === 'none' || element.localName === 'svg') return
      const { backgroundColor, backgroundImage, opacity, mixBlendMode } = style
      const ground = [backgroundColor, backgroundImage, opacity, mixBlendMode].join(' ')
      if (ground !== 'rgba(0, 0, 0, 0) none 1 normal') behind += `${ground} / `
      if (isSeen(element) && (element.matches(FIELD) || [...element.childNodes].some(isText))) {
        const { color, fontSize, fontWeight, textShadow } = style
        const look = behind + [color, fontSize, fontWeight, textShadow].join(' ')
        if (found.has(look)) found.get(look).push(element)
        else found.set(look, [element])
      }
      for (const child of element.children) walk(child, behind)
    }
    walk(document.documentElement, '')
    return [...found]
  }

  // Ask for the contrast of each look not weighed before, and learn those that axe could judge.
  async function weigh() {
    const unknown = looks().filter(([look]) => !isKnown.has(look))
    if (!unknown.length) return
    const texts = unknown.flatMap(([, elements]) => elements)
    const judged = await ask({ include: texts }, { runOnly: ['color-contrast'] })
    const weighed = unknown.filter(([, elements]) => elements.some((text) => judged.has(text)))
    learnt.push(...weighed.map(([look]) => look))
  }

  // Return what is clicked, smaller than 24 pixels or under another, with others so near that this
  // may be a fault, by how they lie to each other. All other targets keep WCAG 2.5.8 already.
  function crowded() {
    const found = new Map()
    const clicked = 'a[href], button, input, select, textarea, summary, [tabindex]'
    const targets = [...document.querySelectorAll(clicked)].filter(isSeen)
    const boxes = targets.map((element) => element.getBoundingClientRect())
    const within = (a, b, far) => b.left - a.right < far && a.left - b.right < far
      && b.top - a.bottom < far && a.top - b.bottom < far
    const lie = (a, b) => [b.left - a.left, b.top - a.top, b.width, b.height].map(Math.round).join()
    for (const [order, element] of targets.entries()) {
      const box = boxes[order]
      const far = Math.min(box.width, box.height) < 24 ? 24 : 0
      const near = boxes.filter((other) => other !== box && within(box, other, far))
      if (!near.length) continue
      const how = `${place(element)} ${[box, ...near].map((other) => lie(box, other)).join(' ')}`
      found.set(how, [...(found.get(how) ?? []), element])
    }
    return [...found]
  }

  // Ask for the size of each crowd of targets not seen before: axe leaves it out unless asked.
  async function measure() {
    const unknown = crowded().filter(([how]) => !isKnown.has(how))
    if (!unknown.length) return
    const include = unknown.flatMap(([, elements]) => elements)
    const before = faults.length
    await ask({ include }, { resultTypes: ['violations'], runOnly: ['target-size'] })
    if (faults.length === before) learnt.push(...unknown.map(([how]) => how))
  }

  // In the frame that draws a new width, it has reached the style sheet and the kit's listeners.
  do { await nextFrame() } while (innerWidth !== width)
  if (rules) {
    if (!globalThis.axe) await load()
    await askWhatIsShown()
    await weigh()
    await measure()
  }
  const wide = document.documentElement.scrollWidth
  if (wide > width) faults.push(`scrolls sideways, ${wide} pixels`)
  // Tables that are no cards in a narrow window and no matrix either, and cards that scroll.
  const astray = [
    ...document.querySelectorAll('.app-table:not(.app-table-region .app-table)'),
    ...[...document.querySelectorAll('.app-table-region--cards')]
      .filter((region) => innerWidth < 641 && region.scrollWidth > region.clientWidth),
  ]
  faults.push(...astray.map((found) => found.outerHTML.slice(0, 200)))
  const runTogether = document.body.innerText.match(/\S*[a-z0-9)’][.,;:?!](?=[A-Z][a-z])\S*/g) ?? []
  faults.push(...runTogether.map((words) => `runs together: ${words}`))
  return [faults, learnt]
}
