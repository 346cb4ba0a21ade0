// What is wrong with the page as it is drawn now; faults.py says what is asked.
async ({ width, rules, weighed, axe: file }) => {
  const faults = []
  const nextFrame = () => new Promise(requestAnimationFrame)

  // Load axe from its file, and leave the page as it was.
  async function load() {
    const tag = Object.assign(document.createElement('script'), { src: file })
    await new Promise((loaded, failed) => {
      Object.assign(tag, { onload: loaded, onerror: failed })
      document.head.append(tag)
    })
    tag.remove()
  }

  // Ask axe, and return the elements that it could judge.
  async function ask(where, options) {
    const { passes, violations } = await axe.run(where, { elementRef: true, ...options })
    for (const { id, nodes } of violations) {
      faults.push(`${id}: ${nodes.map((node) => node.html).join(' ')}`)
    }
    const judged = [...passes, ...violations].flatMap((rule) => rule.nodes)
    return new Set(judged.map((node) => node.element))
  }

  // Ask every rule but contrast of the page; or, where the page was asked at another width, of what
  // was hidden there, and the rules of the page that it may have changed.
  async function askWhatIsShown() {
    const all = { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } }
    const shown = [...document.body.querySelectorAll('*')].filter((one) => one.checkVisibility())
    if (rules === 'all') {
      await ask(document, all)
    } else {
      const newly = shown.filter((one) => !globalThis.shownBefore.has(one))
      if (newly.length) await ask({ include: newly }, all)
      await ask(document, { resultTypes: ['violations'], runOnly: rules })
    }
    globalThis.shownBefore = new Set(shown)
  }

  // Return each look, what the contrast of a text depends on, with the elements that have such a
  // text. Axe can judge no text within a drawing.
  function looks() {
    const found = new Map()
    const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== ''
    function walk(element, behind) {
      const style = getComputedStyle(element)
      if (style.display === 'none' || element.localName === 'svg') return
      const { backgroundColor, backgroundImage, opacity, mixBlendMode } = style
      const ground = [backgroundColor, backgroundImage, opacity, mixBlendMode].join(' ')
      if (ground !== 'rgba(0, 0, 0, 0) none 1 normal') behind += `${ground} / `
      if (element.matches('input, select') || [...element.childNodes].some(isText)) {
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

  // Ask for the contrast of each look not weighed before, and return those that axe could judge.
  async function weigh() {
    const known = new Set(weighed.split('\n'))
    const unknown = looks().filter(([look]) => !known.has(look))
    if (!unknown.length) return []
    const texts = unknown.flatMap(([, elements]) => elements)
    const judged = await ask({ include: texts }, { runOnly: ['color-contrast'] })
    return unknown.filter(([, elements]) => elements.some((one) => judged.has(one)))
      .map(([look]) => look)
  }

  // Two frames: a new width has reached the style sheet and the kit's own listeners.
  await nextFrame()
  await nextFrame()
  if (rules && !globalThis.axe) await load()
  if (rules) await askWhatIsShown()
  const newlyWeighed = rules ? await weigh() : []
  const wide = document.documentElement.scrollWidth
  if (wide > width) faults.push(`scrolls sideways, ${wide} pixels`)
  // Tables that are no cards in a narrow window and no matrix either, and cards that scroll.
  const astray = [
    ...document.querySelectorAll('.app-table:not(.app-table-region .app-table)'),
    ...[...document.querySelectorAll('.app-table-region--cards')]
      .filter((region) => innerWidth < 641 && region.scrollWidth > region.clientWidth),
  ]
  faults.push(...astray.map((found) => found.outerHTML.slice(0, 200)))
  return [faults, newlyWeighed]
}
