// Shows a box of a form only where its answer is asked for: for the choices that `data-asked-for`
// names, and once the forecast is another than `data-moved-from`. A box that holds something, or
// that was refused, is never hidden: nothing is sent that a person does not see.
function isAsked (part, form) {
  const { askedFor, movedFrom } = part.dataset
  const forecast = form.elements.forecast.value.trim()
  return askedFor.split(' ').includes(form.elements.delivery.value) ||
    (movedFrom !== undefined && forecast !== '' && forecast !== movedFrom)
}

function mustStay (part) {
  const boxes = [...part.querySelectorAll('input, textarea')]
  return boxes.some((box) => box.value !== '') || part.querySelector('.govuk-error-message') !== null
}

function show (form) {
  form.querySelectorAll('[data-asked-for]').forEach((part) => {
    part.classList.toggle('app-asked', isAsked(part, form) || mustStay(part))
  })
}

export function showAsked (scope) {
  const parts = [...scope.querySelectorAll('[data-asked-for]')]
  new Set(parts.map((part) => part.closest('form'))).forEach(show)
}

export function watchAsked () {
  document.addEventListener('change', ({ target }) => target.form && show(target.form))
}
