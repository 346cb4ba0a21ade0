// Shows a box of a form only where its answer is asked for: for the choices that `data-asked-for`
// names, and once the forecast is another than `data-moved-from`. A box that holds something, or
// that was refused, is never hidden: nothing is sent that a person does not see.
// A form may hold many rows: each is a group of its own, whose boxes are named after it.
function answer (row, name) {
  const boxes = [...row.querySelectorAll(`[name="${name}"], [name$="-${name}"]`)]
  return (boxes.find((box) => box.type !== 'radio' || box.checked)?.value ?? '').trim()
}

function isAsked (part, row) {
  const { askedFor, movedFrom } = part.dataset
  const forecast = answer(row, 'forecast')
  return askedFor.split(' ').includes(answer(row, 'delivery')) ||
    (movedFrom !== undefined && forecast !== '' && forecast !== movedFrom)
}

function mustStay (part) {
  const boxes = [...part.querySelectorAll('input, textarea')]
  return boxes.some((box) => box.value !== '') || part.querySelector('.govuk-error-message') !== null
}

function rowOf (box) {
  return box.closest('.app-open-row') ?? box.closest('form')
}

function show (row) {
  row.querySelectorAll('[data-asked-for]').forEach((part) => {
    part.classList.toggle('app-asked', isAsked(part, row) || mustStay(part))
  })
}

export function showAsked (scope) {
  const parts = [...scope.querySelectorAll('[data-asked-for]')]
  new Set(parts.map(rowOf)).forEach(show)
}

export function watchAsked () {
  document.addEventListener('change', ({ target }) => target.form && show(rowOf(target)))
}
