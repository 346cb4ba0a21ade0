// An address that names a part of the page opens the folds around it: some browsers leave them closed.
function openAround (part) {
  let fold = part?.parentElement?.closest('details:not([open])')
  const folded = fold != null
  while (fold) {
    fold.open = true
    fold = fold.parentElement.closest('details:not([open])')
  }
  if (folded) part.scrollIntoView()
}

function openNamed () {
  openAround(document.getElementById(window.location.hash.slice(1)))
}

export function watchFolds () {
  window.addEventListener('hashchange', openNamed)
  openNamed()
}
