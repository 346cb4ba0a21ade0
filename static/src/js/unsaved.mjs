// Asks before a page is left on which something was typed and not saved: the row's forms of a
// programme are no pages of their own, so "back" would leave the page and lose them.
const unsaved = new Set()
const LEAVE = 'What you typed in this row has not been saved. Do you want to leave it?'

function holdsWords (form) {
  return form instanceof HTMLFormElement && form.method === 'post' && form.closest('main') &&
    !form.querySelector('input[type=password]')
}

// A form that comes back refused holds what was typed: nothing of it is saved yet.
export function keepRefused (scope) {
  if (!scope.querySelector('.govuk-error-summary, .app-conflict')) return
  scope.querySelectorAll('form').forEach((form) => holdsWords(form) && unsaved.add(form))
}

export function watchUnsaved () {
  document.addEventListener('input', ({ target }) => {
    if (holdsWords(target.form)) unsaved.add(target.form)
  })
  document.addEventListener('submit', ({ target }) => unsaved.delete(target))
  document.addEventListener('click', ({ target }) => {
    const form = target.closest('a') && target.closest('form') // "Cancel" says so itself
    if (form) unsaved.delete(form)
  })
  // A button beside a row's form, such as "Report no change", puts another row in its place.
  document.addEventListener('htmx:confirm', (event) => {
    const { elt, target } = event.detail
    const lost = [...unsaved].some((form) => target.contains(form) && !form.contains(elt))
    if (lost && !window.confirm(LEAVE)) event.preventDefault()
  })
  // htmx sends a form and the page stays: what was not saved is still in it.
  document.addEventListener('htmx:afterRequest', ({ detail: { elt, successful } }) => {
    if (!successful && holdsWords(elt)) unsaved.add(elt)
  })
  window.addEventListener('beforeunload', (event) => {
    if ([...unsaved].some((form) => form.isConnected)) event.preventDefault()
  })
}
