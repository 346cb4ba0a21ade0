// The site's only script. Every page works without it; it adds the kit's behaviour and htmx.
import {
  Button,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  isSupported
} from 'govuk-frontend'
import { SortableTable } from '@ministryofjustice/frontend/moj/components/sortable-table/sortable-table.mjs'
import htmx from 'htmx.org'
import { showAsked, watchAsked } from './asked.mjs'
import { ServersCount } from './count.mjs'
import { watchFolds } from './folds.mjs'
import { keepRefused, watchUnsaved } from './unsaved.mjs'

const COMPONENTS = [
  Button,
  ServersCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  SortableTable
]

// The strict policy allows no inline code, so htmx must neither evaluate nor inject any.
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  // Nothing of the council's is left in the browser's storage; "back" asks the server again.
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  // A refused form (422) or a conflict (409) comes back as a page part that must be shown.
  responseHandling: [
    { code: '204', swap: false },
    { code: '[23]..', swap: true },
    { code: '409|422', swap: true },
    { code: '[45]..', swap: false, error: true }
  ]
})

function startKit (scope) {
  for (const Component of COMPONENTS) {
    const selector = `[data-module="${Component.moduleName}"]`
    const found = [...scope.querySelectorAll(selector)]
    if (scope instanceof Element && scope.matches(selector)) found.unshift(scope)
    for (const element of found) {
      if (element.hasAttribute(`data-${Component.moduleName}-init`)) continue
      try {
        new Component(element) // eslint-disable-line no-new
      } catch (fault) {
        console.error(fault) // one faulty part must not stop the rest of the page
      }
    }
  }
}

function say (message) {
  const notice = document.getElementById('app-notice')
  if (!notice) return
  notice.textContent = message
  notice.hidden = false
}

function listen () {
  document.addEventListener('htmx:load', ({ detail: { elt } }) => {
    startKit(elt)
    showAsked(elt)
    keepRefused(elt)
  })
  document.addEventListener('htmx:beforeRequest', () => {
    const notice = document.getElementById('app-notice')
    if (notice) notice.hidden = true
  })
  // A refusal (irp.pages.refusal) is put into the notice; what was typed stays as it is.
  document.addEventListener('htmx:beforeSwap', ({ detail }) => {
    if (detail.target.id !== 'app-notice') return
    detail.shouldSwap = true
    detail.isError = false
    detail.target.hidden = false
  })
  document.addEventListener('htmx:responseError', () => {
    say('Something went wrong and nothing was saved. What you typed is still here: try again.')
  })
  document.addEventListener('htmx:sendError', () => {
    say('The site did not answer and nothing was saved. What you typed is still here: try again.')
  })
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-print]')) window.print()
  })
  // An address that names a part of the page would open the answer there, past its errors.
  document.addEventListener('submit', () => {
    const { hash, pathname, search } = window.location
    if (hash) window.history.replaceState(window.history.state, '', pathname + search)
  })
}

if (isSupported() || 'noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  listen()
  watchUnsaved()
  watchAsked()
  watchFolds()
  startKit(document)
  showAsked(document)
  keepRefused(document)
}
