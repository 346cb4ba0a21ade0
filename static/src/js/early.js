// Runs before the first paint: says that scripts run here, so that the menu of a phone is closed
// from the start (_page.scss). Should the site's script not come, the menu is open again.
if ('noModule' in HTMLScriptElement.prototype) {
  document.documentElement.classList.add('app-scripted')
  addEventListener('error', ({ target }) => {
    if (target instanceof HTMLScriptElement) {
      document.documentElement.classList.remove('app-scripted')
    }
  }, true)
}
